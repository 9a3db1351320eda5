using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.SignIn;

namespace Credentials.EvidenceStore.Staff;

/// <summary>
/// Who works for a centre. Each change is one commit with the line of the journal that tells of it, and ends the member's sessions. The centre is part of every
/// question, so that "not yours" and "not there" look the same.
/// </summary>
public sealed class StaffMembers
{
    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;
    private readonly Centres _centres;
    private readonly TimeProvider _time;

    internal StaffMembers(IEvidenceStorage storage, StoreSecrets secrets, Centres centres, TimeProvider time) =>
        (_storage, _secrets, _centres, _time) = (storage, secrets, centres, time);

    /// <summary>Who acts where nobody is signed in: the operator at the command line, or the service's first start.</summary>
    public static string OperatorActor => "operator";

    private static Problem NotThere { get; } = new(ProblemCode.NotFound, "There is no such member.");

    /// <summary>Durable. <see cref="ProblemCode.WrongState"/> where a member of the centre has that e-mail address.</summary>
    /// <param name="centre">Which is there.</param>
    /// <param name="role">What the member may do.</param>
    /// <param name="name">As colleagues know the person.</param>
    /// <param name="email">By which the provider's account is known at the first sign-in; null for who signs in by link.</param>
    /// <param name="actor">Who adds the member.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<KnownMember>> AddAsync(
        string centre, StaffRole role, string name, string? email, string actor, CancellationToken cancel = default)
    {
        if (email is not null && (await ListAsync(centre, withRemoved: false, cancel)).Any(known => IsSame(known.Email, email)))
            return new Problem(ProblemCode.WrongState, "A member of the centre has that e-mail address already.");
        var id = Guid.NewGuid();
        var mark = email is null ? [] : _secrets.Match.OfStaffEmail(email);
        var now = _time.GetUtcNow();
        var person = new StoredStaffPerson(name) { Email = email };
        var member = await _secrets.Master.SealingAsync(
            async () =>
            {
                var document = new StaffMemberDocument(id, centre, (int)role, 1, Seal(id, person), mark, now, RemovedAt: null);
                return await _storage.AddStaffMemberAsync(document, Act(document, actor, StaffActs.MemberAdded, role.Word()), cancel)
                    ? document
                    : throw new InvalidOperationException("two members have one id");
            },
            cancel);
        return Known(member, person);
    }

    /// <summary>Durable. The member of that name and role who signs in by link, added where there is none.</summary>
    public async Task<Result<KnownMember>> EnsureAsync(string centre, StaffRole role, string name, string actor, CancellationToken cancel = default) =>
        (await ListAsync(centre, withRemoved: false, cancel)).FirstOrDefault(known => known.Name == name && known.Role == role && known.Email is null) is { } known
            ? known
            : await AddAsync(centre, role, name, email: null, actor, cancel);

    /// <summary>Null for whoever is not there, is another centre's, or was removed.</summary>
    public async Task<KnownMember?> FindAsync(string centre, Guid id, CancellationToken cancel = default) =>
        await FindDocumentAsync(centre, id, cancel) is { } member ? Known(member, Open(member)) : null;

    /// <summary>In the order in which they came.</summary>
    public async Task<IReadOnlyList<KnownMember>> ListAsync(string centre, bool withRemoved = false, CancellationToken cancel = default) =>
        [.. (await _storage.ListStaffMembersAsync(centre, withRemoved, cancel)).Select(member => Known(member, Open(member)))];

    /// <summary>The names of everybody who ever worked for the centre, by how journals name them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> NamesAsync(string centre, CancellationToken cancel = default) =>
        (await ListAsync(centre, withRemoved: true, cancel)).ToDictionary(member => StaffMember.ActorOf(member.Id), member => member.Name, StringComparer.Ordinal);

    /// <summary>Durable. Changes nothing where the member has that role.</summary>
    public Task<Result<KnownMember>> ChangeRoleAsync(string centre, Guid id, StaffRole role, string actor, CancellationToken cancel = default) => ChangeAsync(
        centre, id, actor, StaffActs.RoleChanged, (member, person) => member.Role == (int)role ? null : (member with { Role = (int)role }, person),
        member => $"{((StaffRole)member.Role).Word()} > {role.Word()}", cancel);

    /// <summary>Durable. The member signs in no more; name and role stay, for the journal.</summary>
    public Task<Result<KnownMember>> RemoveAsync(string centre, Guid id, string actor, CancellationToken cancel = default) => ChangeAsync(
        centre, id, actor, StaffActs.MemberRemoved,
        (member, person) => (member with { RemovedAt = _time.GetUtcNow(), Mark = default }, person with { Email = null, IsBound = false }), _ => null, cancel);

    /// <summary>
    /// Durable where somebody signs in for the first time. Whom a provider's account signs in as, in each centre: whoever it was bound to, and whoever was invited
    /// by its address and is bound to it now.
    /// </summary>
    /// <param name="issuer">The provider.</param>
    /// <param name="subject">The account, which stays the same whatever its address is.</param>
    /// <param name="verifiedEmail">Only an address that the provider has verified.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<IReadOnlyList<StaffMember>> OfAccountAsync(string issuer, string subject, string? verifiedEmail, CancellationToken cancel = default)
    {
        var identity = _secrets.Match.OfStaffIdentity(issuer, subject);
        if (verifiedEmail is not null)
        {
            foreach (var invited in await _storage.FindStaffMembersByMarkAsync(_secrets.Match.OfStaffEmail(verifiedEmail), cancel))
                await BindAsync(invited, identity, cancel);
        }
        var found = new List<StaffMember>();
        foreach (var member in await _storage.FindStaffMembersByMarkAsync(identity, cancel))
        {
            if (member.RemovedAt is null && await PresentAsync(member, cancel) is { } present)
                found.Add(present);
        }
        return found;
    }

    /// <summary>Who is signed in by that id now; null where the version is another, or the member or the centre is gone.</summary>
    internal async Task<StaffMember?> PresentAsync(Guid id, long? version, CancellationToken cancel) =>
        await _storage.FindStaffMemberAsync(id, cancel) is { RemovedAt: null } member && (version is null || member.Version == version)
            ? await PresentAsync(member, cancel)
            : null;

    private async Task<StaffMember?> PresentAsync(StaffMemberDocument member, CancellationToken cancel) =>
        await _centres.FindAsync(member.Centre, cancel) is { } centre
            ? new(member.Id, Open(member).Name, member.Centre, (StaffRole)member.Role) { CentreName = centre.Centre.Name, Version = member.Version }
            : null;

    /// <summary>Durable. From now on a provider's account signs in as the member, and an e-mail address no more.</summary>
    private Task<Result<KnownMember>> BindAsync(StaffMemberDocument member, byte[] identity, CancellationToken cancel) => ChangeAsync(
        member.Centre, member.Id, StaffMember.ActorOf(member.Id), StaffActs.MemberBound,
        (stored, person) => stored.Version == member.Version ? (stored with { Mark = identity }, person with { IsBound = true }) : null, _ => null, cancel);

    private async Task<Result<KnownMember>> ChangeAsync(
        string centre, Guid id, string actor, string what, Func<StaffMemberDocument, StoredStaffPerson, (StaffMemberDocument, StoredStaffPerson)?> change,
        Func<StaffMemberDocument, string?> detail, CancellationToken cancel)
    {
        while (await FindDocumentAsync(centre, id, cancel) is { } member)
        {
            var was = Open(member);
            if (change(member, was) is not var (changed, person))
                return Known(member, was);
            changed = changed with { Version = member.Version + 1 };
            if (await _secrets.Master.SealingAsync(
                () => _storage.ReplaceStaffMemberAsync(changed with { SealedPerson = Seal(id, person) }, Act(changed, actor, what, detail(member)), cancel), cancel))
                return Known(changed, person);
        }
        return NotThere;
    }

    private async Task<StaffMemberDocument?> FindDocumentAsync(string centre, Guid id, CancellationToken cancel) =>
        await _storage.FindStaffMemberAsync(id, cancel) is { RemovedAt: null } member && member.Centre == centre ? member : null;

    private StaffActionDocument Act(StaffMemberDocument member, string actor, string what, string? detail) =>
        new(member.Centre, _time.GetUtcNow(), actor, what, StaffActs.Member(member.Id), detail);

    private static KnownMember Known(StaffMemberDocument member, StoredStaffPerson person) => new(
        member.Id, member.Centre, (StaffRole)member.Role, person.Name, person.Email, person.IsBound, member.Version, member.AddedAt, member.RemovedAt);

    private byte[] Seal(Guid id, StoredStaffPerson person) => _secrets.Master.Seal(person.Write(), StoredStaffPerson.Member, id.ToString("N"));

    private StoredStaffPerson Open(StaffMemberDocument member) =>
        StoredStaffPerson.Read(_secrets.Master.Open(member.SealedPerson.Span, StoredStaffPerson.Member, member.Id.ToString("N")));

    private bool IsSame(string? known, string email) => known is not null && _secrets.Match.OfStaffEmail(known).AsSpan().SequenceEqual(_secrets.Match.OfStaffEmail(email));
}
