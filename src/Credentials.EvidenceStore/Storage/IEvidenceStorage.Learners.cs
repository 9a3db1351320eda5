namespace Credentials.EvidenceStore.Storage;

public partial interface IEvidenceStorage
{
    /// <summary>
    /// Durable. Replaces a learner's document when its stored version is one less, except the wrapped key: that only <see cref="ResealAsync"/> changes,
    /// and of an erased learner it is overwritten where it lies. False when another change came first or there is no such learner.
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

    /// <summary>Learners whose erasure was asked for and is not done.</summary>
    Task<IReadOnlyList<LearnerDocument>> ListErasingLearnersAsync(CancellationToken cancel = default);

    /// <summary>
    /// Durable. Takes everything personal out of a record whose learner is being erased, in one commit: what is sealed in it becomes empty, its links end,
    /// its natural key is free again, and the event <see cref="RecordEventType.Erased"/> is written. An award is revoked too where that is asked and it
    /// is not. False when there was nothing left to do.
    /// </summary>
    /// <param name="record">An issued award or a proof.</param>
    /// <param name="freed">Unique values to free where the record owns them: an award's natural key. A proof's reference stays taken.</param>
    /// <param name="revokes">Whether an award is revoked.</param>
    /// <param name="at">When.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<bool> EraseRecordAsync(
        Guid record, IReadOnlyList<ReadOnlyMemory<byte>> freed, bool revokes, DateTimeOffset at, CancellationToken cancel = default);

    /// <summary>
    /// Durable. The end of an erasure: the learner's index entries, match hashes, possible doubles and purposes of look-ups are gone, and so are
    /// reservations that were left. False when the document's version is not one less.
    /// </summary>
    /// <param name="document">The learner, as <see cref="LearnerState.Erased"/>.</param>
    /// <param name="cancel">Gives up waiting.</param>
    Task<bool> EraseLearnerAsync(LearnerDocument document, CancellationToken cancel = default);

    /// <summary>Batches of a centre that are running or have row errors.</summary>
    Task<IReadOnlyList<BatchDocument>> ListBatchesAsync(string centre, CancellationToken cancel = default);

    /// <summary>
    /// Afterwards what was overwritten or deleted before is in no file of the engine any more, as far as the engine can promise it. False when others read
    /// all the time and it must be tried again.
    /// </summary>
    Task<bool> ForgetAsync(CancellationToken cancel = default);
}
