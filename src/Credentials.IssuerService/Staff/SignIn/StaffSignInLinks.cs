using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.Inputs;
using Credentials.Web;
using Credentials.Web.SignIn;

namespace Credentials.IssuerService.Staff.SignIn;

/// <summary>Makes links that sign a member of staff in once, as addresses to open.</summary>
public sealed class StaffSignInLinks(StaffMembers members, StaffLinks links, Centres centres, PublicAddress address)
{
    public const int LongestName = 200;

    /// <summary>Durable. For the operator: a link for the member of that name and role, who is added where there is none.</summary>
    public async Task<Result<string>> MakeAsync(string centre, StaffRole role, string name, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(centre, cancel) is null)
            return new Problem(ProblemCode.NotFound, $"There is no centre '{centre}'.");
        if (!TypedText.TryRead(name, LongestName, lines: false, out var text, out var reason))
            return new Problem(ProblemCode.InvalidInput, $"The name cannot be used ({reason}); it is one line of at most {LongestName} characters.");
        if (!(await members.EnsureAsync(centre, role, text, StaffMembers.OperatorActor, cancel)).TryGet(out var member, out var problem))
            return problem;
        return await MakeAsync(member, StaffLinks.Lifetime, StaffMembers.OperatorActor, cancel);
    }

    /// <summary>Durable.</summary>
    public async Task<string> MakeAsync(KnownMember member, TimeSpan lifetime, string actor, CancellationToken cancel = default) =>
        address.At(SignInEndpoints.LinkOf(await links.MakeAsync(member, lifetime, actor, cancel)));
}
