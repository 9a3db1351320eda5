using Credentials.EvidenceStore.Storage;
using Credentials.Web.SignIn;

namespace Credentials.EvidenceStore.Staff;

/// <summary>A centre's journal of what its staff did: who, when, what and on what, by ids only. Nothing changes it or removes from it.</summary>
public sealed class StaffActions
{
    private readonly IEvidenceStorage _storage;
    private readonly TimeProvider _time;

    internal StaffActions(IEvidenceStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>Durable.</summary>
    /// <param name="member">Who did it, on behalf of which centre.</param>
    /// <param name="what">One of <see cref="StaffActs"/>.</param>
    /// <param name="subject">On what: a kind and an id, e.g. by <see cref="StaffActs.Credential"/>.</param>
    /// <param name="detail">Numbers, words and ids; never what a person typed.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task NoteAsync(StaffMember member, string what, string? subject = null, string? detail = null, CancellationToken cancel = default) =>
        _storage.AddStaffActionAsync(new(member.Centre, _time.GetUtcNow(), member.Actor, what, subject, detail), cancel);

    /// <summary>Durable. What was done with an API key, in the same words.</summary>
    /// <param name="centre">The key's.</param>
    /// <param name="key">Id of the key.</param>
    /// <param name="what">One of <see cref="StaffActs"/>.</param>
    /// <param name="subject">On what.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public Task NoteAsync(string centre, string key, string what, string subject, CancellationToken cancel = default) =>
        _storage.AddStaffActionAsync(new(centre, _time.GetUtcNow(), key, what, subject, null), cancel);

    /// <summary>Newest first.</summary>
    public Task<Page<StoredStaffAction>> ListAsync(StaffActionQuery query, CancellationToken cancel = default) => _storage.ListStaffActionsAsync(query, cancel);
}
