namespace Credentials.EvidenceStore.Storage;

/// <summary>How far the registration of an award in LED has come. The numbers are stored.</summary>
public enum LedEntryState
{
    /// <summary>It is to be sent when it is due.</summary>
    Waiting = 0,

    /// <summary>LED has acknowledged it.</summary>
    Sent = 1,

    /// <summary>LED, or our own check before it, has refused it for good: a person has to look.</summary>
    Refused = 2,

    /// <summary>Every attempt failed: a person has to look.</summary>
    Dead = 3,

    /// <summary>The award was revoked, and LED has the proof or may have it: a person has to cancel it there.</summary>
    ToCancel = 4,

    /// <summary>A person has cancelled it in LED.</summary>
    Cancelled = 5,

    /// <summary>The learner has no national number, by which alone LED registers: a person has to ask for it.</summary>
    NoNumber = 6,
}

/// <summary>
/// The registration of one award in LED: an entry of the outbox, written in the commit that completes the award. Nothing in it is personal: the request
/// is composed from the award at each attempt.
/// </summary>
public sealed record LedEntryDocument
{
    /// <summary>The award's id, which is also its reference in LED.</summary>
    public required Guid RecordId { get; init; }

    public required string Centre { get; init; }

    public required LedEntryState State { get; init; }

    /// <summary>Attempts since it last began to wait.</summary>
    public int Attempts { get; init; }

    /// <summary>
    /// Attempts, of all there ever were, that LED may have done without our knowing: one that is under way, and each whose answer was lost. Zero: LED
    /// has the proof only where the state says so.
    /// </summary>
    public int Doubts { get; init; }

    /// <summary>No attempt begins before. While one is under way: until when nobody else begins another.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Two months after the award: by then it must be registered.</summary>
    public required DateOnly Deadline { get; init; }

    /// <summary>The supplier of the first attempt, which every other repeats: together with the reference it names the proof in LED.</summary>
    public string? Supplier { get; init; }

    /// <summary>Why the last attempt failed: a code of LED's or of ours, never a text that could name somebody.</summary>
    public string? Fault { get; init; }

    /// <summary>What LED said of it, which may name the learner: encrypted under the learner's key; empty where it said nothing.</summary>
    public ReadOnlyMemory<byte> SealedDiagnosis { get; init; }

    /// <summary>When LED's acknowledgement came.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>1 for a new one; each change adds one.</summary>
    public required long Version { get; init; }

    /// <summary>What remains to be done when its award is revoked; null where LED certainly does not have the proof.</summary>
    public LedEntryDocument? AfterRevocation() => State switch
    {
        LedEntryState.ToCancel or LedEntryState.Cancelled => this,
        LedEntryState.Sent => this with { State = LedEntryState.ToCancel, Version = Version + 1 },
        _ when Doubts > 0 => this with { State = LedEntryState.ToCancel, NextAt = null, Version = Version + 1 },
        _ => null,
    };
}

/// <summary>Takes entries that are due, so that nobody else sends them meanwhile.</summary>
/// <param name="Now">What waits until then is due.</param>
/// <param name="Until">When the claim lapses.</param>
/// <param name="Supplier">In whose name they are registered, unless an attempt named another before.</param>
/// <param name="Limit">How many at most, those first that are due longest.</param>
public sealed record LedClaim(DateTimeOffset Now, DateTimeOffset Until, string Supplier, int Limit);

/// <param name="Centre">Whose; null for authorities.</param>
public sealed record LedEntryQuery(string? Centre, LedEntryState? State, string? Cursor, int Limit);

/// <param name="Centre">Whose; null for authorities.</param>
/// <param name="Until">Entries that are not registered, with a deadline up to this day, and those of learners without a national number.</param>
public sealed record LedDeadlineQuery(string? Centre, DateOnly Until, string? Cursor, int Limit);

/// <param name="ByState">How many there are in each state but <see cref="LedEntryState.Sent"/>; a state without any is left out.</param>
/// <param name="Near">Not registered, with a deadline up to the day asked for; those that are over included.</param>
/// <param name="Over">Of them, those whose deadline is over.</param>
public sealed record LedEntryCounts(IReadOnlyDictionary<LedEntryState, long> ByState, long Near, long Over);
