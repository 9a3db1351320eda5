namespace Credentials.EvidenceStore.Storage;

/// <summary>What a person found two learners to be.</summary>
public enum DoubleDecision
{
    Open = 0,
    Same = 1,
    Different = 2,
}

/// <summary>Two learners of one centre who are possibly one person. Told once; a decision is final and remembered.</summary>
public sealed record DoubleDocument(Guid Id, string Centre, Guid Older, Guid Newer, DateTimeOffset FoundAt)
{
    public DoubleDecision Decision { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Id of the API key.</summary>
    public string? DecidedBy { get; init; }
}
