namespace Credentials.EvidenceStore.Storage;

/// <summary>What a person found two learners to be.</summary>
public enum DoubleDecision
{
    Open = 0,
    Same = 1,
    Different = 2,
}

/// <summary>
/// Two learners of one centre who are possibly one person. Told once; what was decided is remembered, and can be decided otherwise. Which of the two is
/// named first says nothing: an order of time would tell the centre which of them others had known before.
/// </summary>
public sealed record DoubleDocument(Guid Id, string Centre, Guid One, Guid Other, DateTimeOffset FoundAt)
{
    public DoubleDecision Decision { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Id of the API key.</summary>
    public string? DecidedBy { get; init; }
}
