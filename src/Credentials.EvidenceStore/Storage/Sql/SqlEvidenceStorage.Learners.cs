namespace Credentials.EvidenceStore.Storage.Sql;

public sealed partial class SqlEvidenceStorage
{
    public Task<bool> ReplaceLearnerAsync(LearnerDocument document, CancellationToken cancel) =>
        WriteDurably(connection => LearnerRows.Replace(connection, document), cancel);

    public Task<Page<LearnerDocument>> ListLearnersByTokensAsync(
        IReadOnlyList<long> tokens, string? cursor, int limit, CancellationToken cancel) =>
        Read(connection => LearnerTokenRows.List(connection, tokens, cursor, limit), cancel);

    public Task<IReadOnlyList<LearnerDocument>> ListAliasesAsync(Guid learner, CancellationToken cancel) =>
        Read(connection => LearnerRows.ListAliases(connection, learner), cancel);

    public Task<bool> AddLearnerMatchAsync(Guid learner, ReadOnlyMemory<byte> matchKey, CancellationToken cancel) =>
        WriteDurably(connection => LearnerRows.AddMatch(connection, learner, matchKey), cancel);

    public Task<Page<DoubleDocument>> ListOpenDoublesAsync(string? centre, string? cursor, int limit, CancellationToken cancel) =>
        Read(connection => DoubleRows.ListOpen(connection, centre, cursor, limit), cancel);

    public Task<DoubleDocument?> FindDoubleAsync(Guid id, CancellationToken cancel) => Read(connection => DoubleRows.Find(connection, id), cancel);

    public Task<bool> DecideDoubleAsync(
        Guid id, DoubleDecision from, DoubleDecision decision, DateTimeOffset at, string by, CancellationToken cancel) =>
        WriteDurably(connection => DoubleRows.Decide(connection, id, from, decision, at, by), cancel);

    public Task AddLookupAsync(LookupDocument document, CancellationToken cancel) =>
        WriteDurably(connection => { LookupRows.Add(connection, document); return true; }, cancel);

    public Task<Page<LookupDocument>> ListLookupsAsync(
        IReadOnlyList<Guid>? learners, string? cursor, int limit, CancellationToken cancel) =>
        Read(connection => LookupRows.List(connection, learners, cursor, limit), cancel);

    public Task<IReadOnlyList<LearnerDocument>> ListErasingLearnersAsync(CancellationToken cancel) => Read(LearnerRows.ListErasing, cancel);

    public Task<bool> EraseRecordAsync(
        Guid record, IReadOnlyList<ReadOnlyMemory<byte>> freed, bool revokes, DateTimeOffset at, ReadOnlyMemory<byte> signatures,
        CancellationToken cancel) =>
        WriteDurably(connection => ErasureRows.EraseRecord(connection, record, freed, revokes, at, signatures), cancel);

    public async Task<bool> EraseLearnerAsync(LearnerDocument document, CancellationToken cancel)
    {
        // Looked for beside the writer, whom a long look would hold up: nothing is added for a learner who is being erased.
        var traces = await Read(connection => ErasureRows.FindTraces(connection, document.Id), cancel);
        return await WriteDurably(connection => ErasureRows.EraseLearner(connection, document, traces), cancel);
    }

    public Task<IReadOnlyList<BatchDocument>> ListBatchesAsync(string centre, CancellationToken cancel) =>
        Read(connection => BatchRows.List(connection, centre), cancel);

    public Task<bool> ForgetAsync(CancellationToken cancel) => Task.Run(Forget, cancel);
}
