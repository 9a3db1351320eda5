namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>The storage contract on one SQLite file in WAL mode. Several processes may use the file at once; each has its own writer.</summary>
public sealed class SqliteEvidenceStorage : IEvidenceStorage, IDisposable
{
    // Long enough for a command line's whole batch beside a running service.
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    private readonly GroupCommit _writer;
    private readonly LogCheckpoints _checkpoints;
    private readonly ReaderPool _readers;

    private SqliteEvidenceStorage(GroupCommit writer, LogCheckpoints checkpoints, ReaderPool readers) =>
        (_writer, _checkpoints, _readers) = (writer, checkpoints, readers);

    public StorageCounters Counters => _writer.Counters;

    /// <summary>Opens the file, making it or bringing its schema forward.</summary>
    /// <exception cref="StorageException">Not writable, locked, damaged, of another program or of a newer release.</exception>
    public static SqliteEvidenceStorage Open(string path)
    {
        var opened = new Stack<SqliteConnection>();
        try
        {
            opened.Push(SqliteConnection.Open(path, BusyTimeout, cacheKib: 32 * 1024));
            SqliteSchema.Prepare(opened.Peek(), path);
            // Deleted content is overwritten where its page is written anyway: an erased learner's wrapped key must not linger in free space.
            opened.Peek().Execute("PRAGMA secure_delete=FAST");
            opened.Peek().Execute("PRAGMA journal_size_limit=33554432");
            opened.Push(SqliteConnection.Open(path, BusyTimeout, cacheKib: 64));
            var checkpoints = new LogCheckpoints(opened.Pop());
            return new(
                new GroupCommit(opened.Pop(), checkpoints), checkpoints, new(() => SqliteConnection.Open(path, BusyTimeout, cacheKib: 4 * 1024)));
        }
        catch (SqliteException failure)
        {
            throw new StorageException($"The database {path} cannot be opened: {failure.Message}.", failure);
        }
        finally
        {
            foreach (var connection in opened)
                connection.Dispose();
        }
    }

    public Task<SettingDocument> GetOrAddSettingAsync(SettingDocument proposed, CancellationToken cancel) =>
        WriteDurably(connection => SettingRows.GetOrAdd(connection, proposed), cancel);

    public Task<SettingDocument?> FindSettingAsync(string name, CancellationToken cancel) =>
        Read(connection => SettingRows.Find(connection, name), cancel);

    public Task<bool> PutCentreAsync(CentreDocument document, CancellationToken cancel) =>
        WriteDurably(connection => CentreRows.Put(connection, document), cancel);

    public Task<CentreDocument?> FindCentreAsync(string slug, CancellationToken cancel) =>
        Read(connection => CentreRows.Find(connection, slug), cancel);

    public Task<IReadOnlyList<CentreDocument>> ListCentresAsync(CancellationToken cancel) => Read(CentreRows.List, cancel);

    public Task<bool> PutAchievementAsync(AchievementDocument document, CancellationToken cancel) =>
        WriteDurably(connection => AchievementRows.Put(connection, document), cancel);

    public Task<AchievementDocument?> FindAchievementAsync(string centre, string id, int? version, CancellationToken cancel) =>
        Read(connection => AchievementRows.Find(connection, centre, id, version), cancel);

    public Task<Page<AchievementDocument>> ListAchievementsAsync(string centre, string? cursor, int limit, CancellationToken cancel) =>
        Read(connection => AchievementRows.List(connection, centre, cursor, limit), cancel);

    public Task<IReadOnlyList<LearnerDocument?>> FindLearnersByMatchAsync(
        IReadOnlyList<ReadOnlyMemory<byte>> matchKeys, CancellationToken cancel) =>
        Read<IReadOnlyList<LearnerDocument?>>(
            connection => [.. matchKeys.Select(matchKey => LearnerRows.FindByMatch(connection, matchKey))], cancel);

    public Task<LearnerDocument?> FindLearnerAsync(Guid id, CancellationToken cancel) =>
        Read(connection => LearnerRows.Find(connection, id), cancel);

    public Task<IReadOnlyList<ReservationOutcome>> ReserveAwardsAsync(IReadOnlyList<AwardReservation> items, CancellationToken cancel) =>
        _writer.RunAsync(new WriteOperation<IReadOnlyList<ReservationOutcome>>(
            connection => [.. items.Select(item => AwardRows.Reserve(connection, item))], isDurable: false, cancel)
        {
            Announcing = outcomes => outcomes is [ReservationOutcome.Reserved, ..] ? items[0].Award.Id : null,
        });

    public Task<IReadOnlyList<AwardDocument>> CompleteAwardsAsync(IReadOnlyList<AwardCompletion> items, CancellationToken cancel) =>
        _writer.RunAsync(new WriteOperation<IReadOnlyList<AwardDocument>>(
            connection => [.. items.Select(item => AwardRows.Complete(connection, item))], isDurable: true, cancel)
        { Completes = items });

    public Task<AwardDocument?> FindAwardAsync(Guid id, CancellationToken cancel) => Read(connection => AwardRows.Find(connection, id), cancel);

    public Task<Page<AwardDocument>> ListAwardsAsync(AwardQuery query, CancellationToken cancel) =>
        Read(connection => AwardRows.List(connection, query), cancel);

    public Task<bool> ReplaceAwardAsync(AwardDocument document, CancellationToken cancel) =>
        WriteDurably(connection => AwardRows.Replace(connection, document), cancel);

    public Task<StatusLease> LeaseStatusCountersAsync(string centre, int count, StatusListDocument proposedList, CancellationToken cancel) =>
        Write(connection => StatusListRows.Lease(connection, centre, count, proposedList), isDurable: false, cancel);

    public Task<StatusListDocument?> FindStatusListAsync(string id, CancellationToken cancel) =>
        Read(connection => StatusListRows.Find(connection, id), cancel);

    public Task<StatusListEntries?> ReadStatusListAsync(string id, CancellationToken cancel) =>
        Read(connection => StatusListRows.ReadEntries(connection, id), cancel);

    public Task AddShareAsync(ShareDocument document, CancellationToken cancel) =>
        WriteDurably(connection => { ShareRows.Add(connection, document); return true; }, cancel);

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
        Write(connection => DictionaryRows.GetOrAdd(connection, proposed), isDurable: false, cancel);

    public Task<DictionaryDocument?> FindDictionaryAsync(long number, CancellationToken cancel) =>
        Read(connection => DictionaryRows.Find(connection, number), cancel);

    /// <summary>Finishes the writes that are waiting.</summary>
    public void Dispose()
    {
        _writer.Dispose();
        _checkpoints.Dispose();
        _readers.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<T> Read<T>(Func<SqliteConnection, T> read, CancellationToken cancel) =>
        cancel.IsCancellationRequested ? Task.FromCanceled<T>(cancel) : Task.FromResult(_readers.Read(read));

    private Task<T> WriteDurably<T>(Func<SqliteConnection, T> write, CancellationToken cancel) => Write(write, isDurable: true, cancel);

    private Task<T> Write<T>(Func<SqliteConnection, T> write, bool isDurable, CancellationToken cancel) =>
        _writer.RunAsync(new WriteOperation<T>(write, isDurable, cancel));
}
