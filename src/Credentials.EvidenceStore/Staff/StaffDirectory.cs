using System.Security.Cryptography;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.SignIn;

namespace Credentials.EvidenceStore.Staff;

/// <summary>Who may sign in, asked anew at each request, and which sessions were signed out of.</summary>
internal sealed class StaffDirectory(IEvidenceStorage storage, StaffMembers members, TimeProvider time) : IStaffDirectory
{
    private const string Kind = "staff-session-ended";

    public async ValueTask<StaffMember?> FindAsync(Guid member, long version, CancellationToken cancel) => await members.PresentAsync(member, version, cancel);

    public async Task EndSessionAsync(StaffMember member, ReadOnlyMemory<byte> session, DateTimeOffset until, CancellationToken cancel)
    {
        // Signing out twice at once is signing out.
        if (await storage.AddShortLivedAsync(new(Kind, SHA256.HashData(session.Span), 1, until, ReadOnlyMemory<byte>.Empty), cancel))
            await storage.AddStaffActionAsync(new(member.Centre, time.GetUtcNow(), member.Actor, StaffActs.SignedOut, Subject: null, Detail: null), cancel);
    }

    public async ValueTask<bool> IsSessionEndedAsync(ReadOnlyMemory<byte> session, CancellationToken cancel) =>
        await storage.FindShortLivedAsync(Kind, SHA256.HashData(session.Span), cancel) is not null;
}
