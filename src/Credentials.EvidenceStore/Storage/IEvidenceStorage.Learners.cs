namespace Credentials.EvidenceStore.Storage;

public partial interface IEvidenceStorage
{
    /// <summary>
    /// Durable. Replaces a learner's document when its stored version is one less. An erased learner's wrapped key is overwritten where it lies.
    /// False when another change came first or there is no such learner.
    /// </summary>
    Task<bool> ReplaceLearnerAsync(LearnerDocument document, CancellationToken cancel = default);

    /// <summary>Learners who have every one of the tokens, in the order in which they came. At most as many tokens as <see cref="MostTokens"/>.</summary>
    Task<Page<LearnerDocument>> ListLearnersByTokensAsync(
        IReadOnlyList<long> tokens, string? cursor, int limit, CancellationToken cancel = default);

    static int MostTokens => 8;

    /// <summary>The learners who are aliases of this one, directly.</summary>
    Task<IReadOnlyList<LearnerDocument>> ListAliasesAsync(Guid learner, CancellationToken cancel = default);

    /// <summary>
    /// Durable. Adds a further match hash for the learner; false, changing nothing, where a learner has it already. It is erased with the learner.
    /// </summary>
    Task<bool> AddLearnerMatchAsync(Guid learner, ReadOnlyMemory<byte> matchKey, CancellationToken cancel = default);

    /// <summary>Pairs of the centre (null: of all) that nobody has decided on, oldest first.</summary>
    Task<Page<DoubleDocument>> ListOpenDoublesAsync(string? centre, string? cursor, int limit, CancellationToken cancel = default);

    Task<DoubleDocument?> FindDoubleAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Durable. False when it is decided already or not there.</summary>
    Task<bool> DecideDoubleAsync(Guid id, DoubleDecision decision, DateTimeOffset at, string by, CancellationToken cancel = default);

    /// <summary>Durable.</summary>
    Task AddLookupAsync(LookupDocument document, CancellationToken cancel = default);

    /// <summary>Look-ups of a learner (null: all that were ever asked for), newest first.</summary>
    Task<Page<LookupDocument>> ListLookupsAsync(Guid? learner, string? cursor, int limit, CancellationToken cancel = default);
}
