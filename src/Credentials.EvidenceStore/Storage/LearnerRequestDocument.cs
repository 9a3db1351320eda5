namespace Credentials.EvidenceStore.Storage;

/// <summary>What a learner asks the centre for on the own page. The numbers are stored.</summary>
public enum LearnerRequestKind
{
    /// <summary>To correct what is wrong.</summary>
    Correction = 0,

    /// <summary>To be forgotten.</summary>
    Erasure = 1,
}

/// <summary>How far a request has come. The numbers are stored.</summary>
public enum LearnerRequestState
{
    Open = 0,

    /// <summary>To be forgotten everywhere, which is not the centre's alone to do: it is left to an authority.</summary>
    Passed = 1,

    Done = 2,

    Refused = 3,

    /// <summary>Taken back by the learner.</summary>
    Withdrawn = 4,

    /// <summary>The learner was erased before anybody answered.</summary>
    Ended = 5,

    /// <summary>The centre has decided to erase the learner, which is under way: nobody can answer it or take it back any more.</summary>
    Erasing = 6,
}

/// <summary>A learner's request about an award and what the centre answered. What either wrote is sealed under the learner's key, and erased with the learner.</summary>
/// <param name="Version">1 for a new one; each change adds one and is refused when another came first.</param>
/// <param name="ClosedBy">Who answered, or decided to erase, as in the journals of awards; null while nobody has, and where the learner took it back.</param>
public sealed record LearnerRequestDocument(
    Guid Id, Guid AwardId, string Centre, LearnerRequestKind Kind, LearnerRequestState State, long Version, ReadOnlyMemory<byte> SealedContent,
    ReadOnlyMemory<byte> SealedAnswer, DateTimeOffset MadeAt, DateTimeOffset? ClosedAt, string? ClosedBy)
{
    /// <summary>Whether somebody has still to answer.</summary>
    public bool IsWaiting => State is LearnerRequestState.Open or LearnerRequestState.Passed;
}

/// <summary>How much can be asked for about one award; of requests to be forgotten one at a time.</summary>
/// <param name="Waiting">Most that wait for an answer.</param>
/// <param name="OfAward">Most that are kept.</param>
public sealed record LearnerRequestLimits(int Waiting, int OfAward)
{
    internal bool Allow(IReadOnlyList<LearnerRequestDocument> made, LearnerRequestKind kind) => made.Count < OfAward
        && made.Count(request => request.IsWaiting) < Waiting
        && !(kind == LearnerRequestKind.Erasure && made.Any(request => request.Kind == kind && (request.IsWaiting || request.State == LearnerRequestState.Erasing)));
}

/// <summary>What came of adding something to an award.</summary>
public enum AddedToAward
{
    Added,

    /// <summary>The award is not issued or was erased, or its learner is being erased.</summary>
    NotThere,

    /// <summary>There are as many as there may be.</summary>
    TooMany,
}

/// <summary>Which requests, newest first.</summary>
/// <param name="Centre">Whose; null for all.</param>
public sealed record LearnerRequestQuery(string? Centre, int Limit)
{
    public LearnerRequestKind? Kind { get; init; }

    /// <summary>Only in these states; empty for all.</summary>
    public IReadOnlyList<LearnerRequestState> States { get; init; } = [];

    public string? Cursor { get; init; }
}
