namespace Credentials.EvidenceStore.Storage;

/// <summary>A small named value of the installation itself, e.g. its public address.</summary>
public sealed record SettingDocument(string Name, string Value);

/// <summary>A centre with its key history, as public JSON.</summary>
/// <param name="Version">1 for a new one; each change adds one and is refused when another came first.</param>
public sealed record CentreDocument(string Slug, long Version, ReadOnlyMemory<byte> Json);

/// <summary>One version of an achievement. The version that credentials name never changes; the newest may until something is awarded with it.</summary>
public sealed record AchievementDocument(string Centre, string Id, int Version, bool IsAwarded, ReadOnlyMemory<byte> Json)
{
    /// <summary>Since when the achievement, in all its versions, is awarded no more; null while it is. Putting a version leaves it as it is.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }
}

/// <summary>How far an award's document has come.</summary>
public enum AwardState
{
    /// <summary>Its natural key and status entry are taken; nothing signed was acknowledged.</summary>
    Reserved = 0,

    /// <summary>Signed, stored and acknowledged, or about to be.</summary>
    Issued = 1,
}

/// <summary>The status of an award, which every signed form of it shares.</summary>
public enum AwardStatus
{
    Active = 0,
    Suspended = 1,
    Revoked = 2,
}

/// <summary>A place in a status list that one issued token has for itself.</summary>
public readonly record struct StatusSlot(string List, int Index);

/// <summary>An award: the evidence store's record, one document. Personal data are in the sealed members only.</summary>
public sealed record AwardDocument
{
    public required Guid Id { get; init; }

    public required string Centre { get; init; }

    public required string AchievementId { get; init; }

    public required int AchievementVersion { get; init; }

    public required Guid LearnerId { get; init; }

    public required DateOnly AwardedOn { get; init; }

    public required AwardState State { get; init; }

    public AwardStatus Status { get; init; }

    /// <summary>Grows by one with every change of the document.</summary>
    public required long Version { get; init; }

    /// <summary>Keyed digest over everything asked for, so that a repeat with other content is told from the same again.</summary>
    public required ReadOnlyMemory<byte> ContentDigest { get; init; }

    public required IReadOnlyList<StatusSlot> StatusSlots { get; init; }

    /// <summary>The award request, encrypted under the learner's key.</summary>
    public required ReadOnlyMemory<byte> SealedRequest { get; init; }

    /// <summary>
    /// The signed forms, compressed, then encrypted under the learner's key; empty while reserved. Once the learner is erased SHA-256 of each signature.
    /// </summary>
    public ReadOnlyMemory<byte> SealedCredential { get; init; }

    /// <summary>Status changes and other events (who, when, what, why), encrypted under the learner's key; empty while nothing happened.</summary>
    public ReadOnlyMemory<byte> SealedJournal { get; init; }

    public int ShareVersion { get; init; }

    public int ClaimVersion { get; init; }

    /// <summary>The batch and row that asked for it, so that a resumed batch knows its own.</summary>
    public Guid? BatchId { get; init; }

    public int? BatchRow { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One list of status entries: its number space, its secret order, and how far it is used.</summary>
/// <param name="Version">Grows whenever a status in this list changes.</param>
/// <param name="SealedPermutationKey">The key of its permutation, encrypted under the master key.</param>
public sealed record StatusListDocument(string Id, string Centre, int NextCounter, long Version, ReadOnlyMemory<byte> SealedPermutationKey);

/// <summary>What a share lets see. The numbers are stored.</summary>
public enum ShareExtent
{
    /// <summary>The credential as it is, to be read, checked and saved, with the documents that were chosen.</summary>
    Everything = 0,

    /// <summary>Who was awarded what by whom and when, at which level, and whether it is valid; nothing that could be saved.</summary>
    Summary = 1,
}

/// <summary>A learner's or a centre's link to a credential besides the one every award has.</summary>
/// <param name="SealedPurpose">What it was made for, in free words, therefore encrypted under the learner's key; empty where nothing was said.</param>
public sealed record ShareDocument(
    Guid Id, Guid AwardId, int Version, ReadOnlyMemory<byte> SealedPurpose, DateTimeOffset? Expires, bool IsWithdrawn, DateTimeOffset CreatedAt)
{
    public ShareExtent Shows { get; init; }

    /// <summary>Ids of the award's files of evidence that go with it.</summary>
    public IReadOnlyList<Guid> Documents { get; init => field = ValueList<Guid>.Of(value); } = ValueList<Guid>.Of([]);
}

/// <summary>How often a link was opened and when lately; nothing about who did. Erased with the award.</summary>
/// <param name="Link">The id of the share, or of the award for the link that every award has.</param>
/// <param name="Version">Of the link: a new one in its place begins anew.</param>
/// <param name="Latest">The last ones, newest first, each as its minute.</param>
public sealed record ShareOpeningsDocument(Guid Link, Guid AwardId, int Version, long Count, IReadOnlyList<DateTimeOffset> Latest)
{
    /// <summary>How many moments are kept.</summary>
    public const int MostLatest = 20;
}

/// <summary>An API key: only a hash of its secret is stored.</summary>
public sealed record ApiKeyDocument(
    string Id, ReadOnlyMemory<byte> SecretHash, string Role, string? Centre, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>A class list on its way. Its rows are personal data: a sealed input of their own, which is dropped when the batch is done.</summary>
public sealed record BatchDocument
{
    public required Guid Id { get; init; }

    public required string Centre { get; init; }

    /// <summary>One of <see cref="BatchStates"/>, <c>completed</c> or <c>failed</c>.</summary>
    public required string State { get; init; }

    public required long Version { get; init; }

    /// <summary>The media type of the input.</summary>
    public required string InputType { get; init; }

    /// <summary>The member of staff who handed it in, as journals name one; null for an API key or a command.</summary>
    public string? AddedBy { get; init; }

    /// <summary>The process that works on it; null when none does, or it is done.</summary>
    public string? Owner { get; init; }

    /// <summary>Until when nobody else takes it over; each change by the owner renews it.</summary>
    public DateTimeOffset? LeasedUntil { get; init; }

    /// <summary>Rows settled so far; work goes on after them.</summary>
    public int RowsDone { get; init; }

    public int Total { get; init; }

    public int Awarded { get; init; }

    public int Existing { get; init; }

    public int Rejected { get; init; }

    /// <summary>Row errors as JSON, sealed under the master key: a faulty value can be personal.</summary>
    public ReadOnlyMemory<byte> SealedErrors { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>What signed credentials of one kind have in common, so that each is stored as its difference only. Never changed; never personal.</summary>
/// <param name="Number">Given by the storage; 0 while proposed.</param>
/// <param name="Name">What it is for; one dictionary a name.</param>
public sealed record DictionaryDocument(long Number, string Name, ReadOnlyMemory<byte> Content);

/// <summary>A page of a longer list, with the cursor that continues it or null.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    /// <summary>The list was to be continued with a cursor that it never gave; then it is empty.</summary>
    public bool IsCursorUnknown { get; init; }
}
