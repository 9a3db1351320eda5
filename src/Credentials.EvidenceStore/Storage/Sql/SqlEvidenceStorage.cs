namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>The storage contract on an engine that speaks SQL: what every engine shares. Each engine says how it is opened.</summary>
public sealed partial class SqlEvidenceStorage : IEvidenceStorage, IDisposable
{
    private readonly GroupCommit[] _writers;
    private readonly ISqlReaders _readers;

    /// <param name="writers">
    /// One or more. An award's reservation and completion go to the same one, which waits for company by it; all else goes to the first.
    /// </param>
    internal SqlEvidenceStorage(GroupCommit[] writers, ISqlReaders readers) => (_writers, _readers) = (writers, readers);

    /// <summary>
    /// Whether the engine can crash while this process lives on. Then what this process remembers from an ordered commit (leased counters, numbers of
    /// dictionaries), or has gone on from (a nonce that was used), might not be in the database any more, so these are made durable.
    /// </summary>
    internal bool CanLoseEngine { private get; init; }

    /// <summary>Clears what the engine keeps of what was overwritten; false when it must be tried again.</summary>
    internal Func<bool> Forget { private get; init; } = () => true;

    public StorageCounters Counters => _writers.Length == 1 ? _writers[0].Counters : new(
        _writers.Sum(writer => writer.Counters.Commits), _writers.Sum(writer => writer.Counters.Flushes),
        _writers.Sum(writer => writer.Counters.Completions));

    public Task<SettingDocument> GetOrAddSettingAsync(SettingDocument proposed, CancellationToken cancel) =>
        WriteDurably(connection => SettingRows.GetOrAdd(connection, proposed), cancel);

    public Task<SettingDocument?> FindSettingAsync(string name, CancellationToken cancel) =>
        Read(connection => SettingRows.Find(connection, name), cancel);

    public Task<bool> PutCentreAsync(CentreDocument document, CancellationToken cancel) =>
        WriteDurably(connection => CentreRows.Put(connection, document), cancel);

    public Task<CentreDocument?> FindCentreAsync(string slug, CancellationToken cancel) =>
        Read(connection => CentreRows.Find(connection, slug), cancel);

    public Task<IReadOnlyList<CentreDocument>> ListCentresAsync(CancellationToken cancel) => Read(CentreRows.List, cancel);

    public Task<bool> PutAchievementAsync(AchievementDocument document, ReadOnlyMemory<byte>? seen, CancellationToken cancel) =>
        WriteDurably(connection => AchievementRows.Put(connection, document, seen), cancel);

    public Task<AchievementDocument?> FindAchievementAsync(string centre, string id, int? version, CancellationToken cancel) =>
        Read(connection => AchievementRows.Find(connection, centre, id, version), cancel);

    public Task<Page<AchievementDocument>> ListAchievementsAsync(string centre, string? cursor, int limit, bool? archived, CancellationToken cancel) =>
        Read(connection => AchievementRows.List(connection, centre, cursor, limit, archived), cancel);

    public Task<bool> ArchiveAchievementAsync(string centre, string id, DateTimeOffset? at, CancellationToken cancel) =>
        WriteDurably(connection => AchievementRows.Archive(connection, centre, id, at), cancel);

    public Task<IReadOnlyList<LearnerDocument?>> FindLearnersByMatchAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> matchKeys, CancellationToken cancel) =>
        Read<IReadOnlyList<LearnerDocument?>>(
            connection => [.. matchKeys.Select(matchKey => LearnerRows.FindByMatch(connection, matchKey))], cancel);

    public Task<LearnerDocument?> FindLearnerAsync(Guid id, CancellationToken cancel) =>
        Read(connection => LearnerRows.Find(connection, id), cancel);

    public Task<IReadOnlyList<ReservationOutcome>> ReserveAwardsAsync(IReadOnlyList<AwardReservation> items, CancellationToken cancel) =>
        WriterOf(items.Count == 0 ? default : items[0].Award.Id).RunAsync(new WriteOperation<IReadOnlyList<ReservationOutcome>>(
            connection => [.. items.Select(item => AwardRows.Reserve(connection, item))], isDurable: false, cancel)
        {
            Announcing = outcomes => outcomes is [ReservationOutcome.Reserved, ..] ? items[0].Award.Id : null,
        });

    public Task<IReadOnlyList<CompletionOutcome>> CompleteAwardsAsync(IReadOnlyList<AwardCompletion> items, CancellationToken cancel) =>
        WriterOf(items.Count == 0 ? default : items[0].Id).RunAsync(new WriteOperation<IReadOnlyList<CompletionOutcome>>(
            connection => [.. items.Select(item => AwardRows.Complete(connection, item))], isDurable: true, cancel)
        { Completes = items });

    public Task<AwardDocument?> FindAwardAsync(Guid id, CancellationToken cancel) => Read(connection => AwardRows.Find(connection, id), cancel);

    public Task<Page<AwardDocument>> ListAwardsAsync(AwardQuery query, CancellationToken cancel) =>
        Read(connection => AwardRows.List(connection, query), cancel);

    public Task<bool> ReplaceAwardAsync(AwardDocument document, DateTimeOffset at, CancellationToken cancel) =>
        WriteDurably(connection => AwardRows.Replace(connection, document, at, mail: null), cancel);

    public Task<IReadOnlyList<ProofOutcome>> RegisterProofsAsync(IReadOnlyList<ProofRegistration> items, CancellationToken cancel) =>
        WriteDurably<IReadOnlyList<ProofOutcome>>(connection => [.. items.Select(item => ProofRows.Register(connection, item))], cancel);

    public Task<ProofDocument?> FindProofAsync(Guid id, CancellationToken cancel) => Read(connection => ProofRows.Find(connection, id), cancel);

    public Task<ProofDocument?> FindProofByReferenceAsync(ReadOnlyMemory<byte> referenceKey, CancellationToken cancel) =>
        Read(connection => ProofRows.FindByReference(connection, referenceKey), cancel);

    public Task<bool> CancelProofAsync(ProofDocument document, CancellationToken cancel) =>
        WriteDurably(connection => ProofRows.Cancel(connection, document), cancel);

    public Task<RecordDocument?> FindRecordAsync(Guid id, CancellationToken cancel) => Read(connection => RecordRows.Find(connection, id), cancel);

    public Task<Page<RecordDocument>> ListRecordsAsync(RecordQuery query, CancellationToken cancel) =>
        Read(connection => RecordSelection.List(connection, query), cancel);

    public Task<IReadOnlyList<PendingEvent>> ReadPendingEventsAsync(int limit, CancellationToken cancel) =>
        Read(connection => EventRows.Read(connection, limit), cancel);

    public Task<LogHeadDocument?> FindLogHeadAsync(CancellationToken cancel) => Read(LogRows.FindHead, cancel);

    public Task<LogEpochs> FindLogEpochsAsync(CancellationToken cancel) => Read(LogEpochRows.Find, cancel);

    public Task<IReadOnlyList<EventToLog>> ReadEventsToLogAsync(int limit, CancellationToken cancel) =>
        Read(connection => LogRows.ReadPending(connection, limit), cancel);

    public Task<bool> AppendLogAsync(LogAppend append, CancellationToken cancel) => WriteDurably(connection => LogRows.Append(connection, append), cancel);

    public Task<IReadOnlyList<LogTile>> ReadLogTilesAsync(IReadOnlyList<TilePlace> places, CancellationToken cancel) =>
        Read(connection => LogRows.ReadTiles(connection, places), cancel);

    public Task<LogEntry?> FindLogEntryAsync(Guid record, int ordinal, CancellationToken cancel) =>
        Read(connection => LogRows.FindEntry(connection, record, ordinal), cancel);

    public Task<IReadOnlyList<LoggedEntry>> ReadLoggedEntriesAsync(long from, int count, CancellationToken cancel) =>
        Read(connection => LogCheckRows.Read(connection, from, count), cancel);

    public Task<RecordWithEvents> ReadRecordWithEventsAsync(Guid id, CancellationToken cancel) =>
        Read(connection => LogCheckRows.ReadRecord(connection, id), cancel);

    public Task<LogTotals> CountLogAsync(CancellationToken cancel) => Read(LogCheckRows.Count, cancel);

    public Task<LogMisfit?> FindLogMisfitAsync(CancellationToken cancel) => Read(LogCheckRows.FindMisfit, cancel);

    public Task<StatusLease> LeaseStatusCountersAsync(string centre, int count, StatusListDocument proposedList, CancellationToken cancel) =>
        Write(connection => StatusListRows.Lease(connection, centre, count, proposedList), isDurable: CanLoseEngine, cancel);

    public Task<StatusListDocument?> FindStatusListAsync(string id, CancellationToken cancel) =>
        Read(connection => StatusListRows.Find(connection, id), cancel);

    public Task<StatusListEntries?> ReadStatusListAsync(string id, CancellationToken cancel) =>
        Read(connection => StatusListRows.ReadEntries(connection, id), cancel);

    public Task<bool> AddShareAsync(ShareDocument document, int? mostOpen, CancellationToken cancel) =>
        WriteDurably(connection => ShareRows.Add(connection, document, mostOpen), cancel);

    public Task<ShareDocument?> FindShareAsync(Guid id, CancellationToken cancel) => Read(connection => ShareRows.Find(connection, id), cancel);

    public Task<bool> ReplaceShareAsync(ShareDocument document, CancellationToken cancel) =>
        WriteDurably(connection => ShareRows.Replace(connection, document), cancel);

    public Task AddApiKeyAsync(ApiKeyDocument document, CancellationToken cancel) =>
        WriteDurably(connection => { ApiKeyRows.Add(connection, document); return true; }, cancel);

    public Task<ApiKeyDocument?> FindApiKeyAsync(string id, CancellationToken cancel) => Read(connection => ApiKeyRows.Find(connection, id), cancel);

    public Task<IReadOnlyList<ApiKeyDocument>> ListApiKeysAsync(CancellationToken cancel) => Read(ApiKeyRows.List, cancel);

    public Task<bool> RevokeApiKeyAsync(string id, DateTimeOffset at, CancellationToken cancel) =>
        WriteDurably(connection => ApiKeyRows.Revoke(connection, id, at), cancel);

    public Task AddBatchAsync(BatchDocument document, ReadOnlyMemory<byte> sealedInput, CancellationToken cancel) =>
        WriteDurably(connection => { BatchRows.Add(connection, document, sealedInput); return true; }, cancel);

    public Task<BatchDocument?> FindBatchAsync(Guid id, CancellationToken cancel) => Read(connection => BatchRows.Find(connection, id), cancel);

    public Task<ReadOnlyMemory<byte>?> ReadBatchInputAsync(Guid id, CancellationToken cancel) =>
        Read(connection => BatchRows.ReadInput(connection, id), cancel);

    public Task<bool> ReplaceBatchAsync(BatchDocument document, CancellationToken cancel) =>
        WriteDurably(connection => BatchRows.Replace(connection, document), cancel);

    public Task<IReadOnlyList<BatchDocument>> ListRunningBatchesAsync(CancellationToken cancel) => Read(BatchRows.ListRunning, cancel);

    public Task<DictionaryDocument> GetOrAddDictionaryAsync(DictionaryDocument proposed, CancellationToken cancel) =>
        Write(connection => DictionaryRows.GetOrAdd(connection, proposed), isDurable: CanLoseEngine, cancel);

    public Task<DictionaryDocument?> FindDictionaryAsync(long number, CancellationToken cancel) =>
        Read(connection => DictionaryRows.Find(connection, number), cancel);

    public Task<RecordCounts> CountRecordsAsync(RecordCountQuery query, CancellationToken cancel) =>
        Read(connection => RecordCountRows.Count(connection, query), cancel);

    public Task MakeReadyAfterRestoreAsync(string restoredMark, CancellationToken cancel) => WriteDurably(
        connection =>
        {
            RestoredRows.MakeReady(connection);
            RestoredRows.Mark(connection, restoredMark);
            return true;
        }, cancel);

    /// <summary>Finishes the writes that are waiting.</summary>
    public void Dispose()
    {
        foreach (var writer in _writers)
            writer.Dispose();
        _readers.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private GroupCommit WriterOf(Guid award) => _writers.Length == 1 ? _writers[0] : _writers[(award.GetHashCode() & int.MaxValue) % _writers.Length];

    private Task<T> Read<T>(Func<SqlConnection, T> read, CancellationToken cancel) => _readers.ReadAsync(read, cancel);

    private Task<T> WriteDurably<T>(Func<SqlConnection, T> write, CancellationToken cancel) => Write(write, isDurable: true, cancel);

    private Task<T> Write<T>(Func<SqlConnection, T> write, bool isDurable, CancellationToken cancel) =>
        _writers[0].RunAsync(new WriteOperation<T>(write, isDurable, cancel));
}
