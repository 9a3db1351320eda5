namespace Credentials.EvidenceStore.Storage;

/// <summary>Somebody of a centre's staff who may sign in, or could once.</summary>
/// <param name="Role">1 reader, 2 issuer, 3 administrator.</param>
/// <param name="Version">1 for a new one; each change adds one and is refused when another came first. A session names it, and ends with it.</param>
/// <param name="SealedPerson">Name and how the person signs in, under the master key.</param>
/// <param name="Mark">Keyed hash of the e-mail address or identity that signs in as this member; empty for who signs in by link alone, or was removed.</param>
public sealed record StaffMemberDocument(
    Guid Id, string Centre, int Role, long Version, ReadOnlyMemory<byte> SealedPerson, ReadOnlyMemory<byte> Mark, DateTimeOffset AddedAt, DateTimeOffset? RemovedAt);

/// <summary>What somebody did on a centre's behalf. Holds ids, never a name, a reason or another text that a person typed.</summary>
/// <param name="Actor">As in the journals of awards.</param>
/// <param name="What">A word of a closed list.</param>
/// <param name="Subject">On what: a kind and an id, such as <c>credential/ID</c>; null where there is nothing but the actor.</param>
/// <param name="Detail">From what to what, or how many; null where there is no more to say.</param>
public sealed record StaffActionDocument(string Centre, DateTimeOffset At, string Actor, string What, string? Subject, string? Detail);

/// <summary>An action with the place that it has in the journal.</summary>
/// <param name="Number">Grows from action to action.</param>
public sealed record StoredStaffAction(long Number, StaffActionDocument Action);

/// <summary>Which actions of a centre, newest first.</summary>
public sealed record StaffActionQuery(string Centre, int Limit)
{
    public string? Actor { get; init; }

    public string? What { get; init; }

    public string? Subject { get; init; }

    public DateTimeOffset? From { get; init; }

    /// <summary>Up to before that moment.</summary>
    public DateTimeOffset? Before { get; init; }

    public string? Cursor { get; init; }
}
