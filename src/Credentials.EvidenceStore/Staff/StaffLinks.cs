using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.SignIn;

namespace Credentials.EvidenceStore.Staff;

/// <summary>
/// Links by which a member signs in, once. Only that one was made is stored, by whom and for whom, and that it was used. It ends with any change of the
/// member, and with whoever made it.
/// </summary>
public sealed class StaffLinks
{
    private const string Kind = "staff-link";
    private const int IdLength = 16;

    private readonly IEvidenceStorage _storage;
    private readonly StaffMembers _members;
    private readonly LinkKey _key;
    private readonly TimeProvider _time;

    internal StaffLinks(IEvidenceStorage storage, StaffMembers members, StoreSecrets secrets, TimeProvider time) =>
        (_storage, _members, _key, _time) = (storage, members, secrets.Link, time);

    /// <summary>How long a link is good that whoever made it uses.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long one is good that is sent to a colleague.</summary>
    public static TimeSpan InvitationLifetime { get; } = TimeSpan.FromHours(24);

    /// <summary>Durable. The token of a new link; it is stored nowhere.</summary>
    /// <param name="member">Whom it signs in.</param>
    /// <param name="lifetime">How long it can be used.</param>
    /// <param name="actor">Who makes it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<string> MakeAsync(KnownMember member, TimeSpan lifetime, string actor, CancellationToken cancel = default)
    {
        var (id, now) = (Guid.NewGuid(), _time.GetUtcNow());
        if (!await _storage.AddShortLivedAsync(new(Kind, KeyOf(id), 1, now + lifetime, ContentOf(member, actor)), cancel))
            throw new InvalidOperationException("two links have one id");
        await _storage.AddStaffActionAsync(new(member.Centre, now, actor, StaffActs.LinkMade, StaffActs.Member(member.Id), Detail: null), cancel);
        return LinkToken.Write(_key, LinkKind.StaffSignIn, id, 1);
    }

    /// <summary>Whom a link would sign in; it stays as good as it was. Null when it is none of ours, was used, has expired, or its member was changed or removed, or whoever made it.</summary>
    public async Task<StaffMember?> LookAsync(string token, CancellationToken cancel = default) =>
        await FindAsync(token, cancel) is { } link ? await FindMemberAsync(link, cancel) : null;

    /// <summary>Durable. Uses a link: whoever comes second gets nothing. Null as for <see cref="LookAsync"/>.</summary>
    public async Task<StaffMember?> UseAsync(string token, CancellationToken cancel = default)
    {
        if (await FindAsync(token, cancel) is not { } link || await FindMemberAsync(link, cancel) is not { } member)
            return null;
        if (!await _storage.ReplaceShortLivedAsync(link with { Version = link.Version + 1 }, cancel))
            return null;
        await _storage.AddStaffActionAsync(
            new(member.Centre, _time.GetUtcNow(), member.Actor, StaffActs.SignedIn, Subject: null, "link"), cancel);
        return member;
    }

    private async Task<ShortLivedDocument?> FindAsync(string token, CancellationToken cancel) =>
        LinkToken.TryRead(token) is { Kind: LinkKind.StaffSignIn } link && link.IsOf(_key, 1)
        && await _storage.FindShortLivedAsync(Kind, KeyOf(link.Id), cancel) is { Version: 1 } document && document.Expires > _time.GetUtcNow()
            ? document
            : null;

    // An operator, who is no member, stands there as nobody.
    private static byte[] ContentOf(KnownMember member, string actor)
    {
        var content = new byte[2 * IdLength + sizeof(long)];
        member.Id.TryWriteBytes(content, bigEndian: true, out _);
        (StaffMember.IdOf(actor) ?? Guid.Empty).TryWriteBytes(content.AsSpan(IdLength), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(content.AsSpan(2 * IdLength), member.Version);
        return content;
    }

    private async Task<StaffMember?> FindMemberAsync(ShortLivedDocument link, CancellationToken cancel)
    {
        var (member, maker) = (new Guid(link.Content.Span[..IdLength], bigEndian: true), new Guid(link.Content.Span[IdLength..(2 * IdLength)], bigEndian: true));
        if (await _members.PresentAsync(member, BinaryPrimitives.ReadInt64BigEndian(link.Content.Span[(2 * IdLength)..]), cancel) is not { } present)
            return null;
        return maker == Guid.Empty || await _members.PresentAsync(maker, version: null, cancel) is { Role: StaffRole.Administrator } administrator && administrator.Centre == present.Centre
            ? present
            : null;
    }

    private static byte[] KeyOf(Guid id) => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(id.ToString("N", CultureInfo.InvariantCulture)));
}
