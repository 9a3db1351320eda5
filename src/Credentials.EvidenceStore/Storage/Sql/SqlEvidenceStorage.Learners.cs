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

    public Task<bool> DecideDoubleAsync(Guid id, DoubleDecision decision, DateTimeOffset at, string by, CancellationToken cancel) =>
        WriteDurably(connection => DoubleRows.Decide(connection, id, decision, at, by), cancel);

    public Task AddLookupAsync(LookupDocument document, CancellationToken cancel) =>
        WriteDurably(connection => { LookupRows.Add(connection, document); return true; }, cancel);

    public Task<Page<LookupDocument>> ListLookupsAsync(Guid? learner, string? cursor, int limit, CancellationToken cancel) =>
        Read(connection => LookupRows.List(connection, learner, cursor, limit), cancel);
}
