namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// The one writer: a thread with its own connection that runs all waiting operations in one transaction and answers them after its commit.
/// </summary>
/// <remarks>
/// Two kinds of commit. Ordered operations (reservations, leases) commit with <c>synchronous=NORMAL</c>: the log is written, not flushed, which survives
/// the death of the process. A group with a durable operation commits with <c>FULL</c>: the log file is flushed, and with it every earlier commit, for the
/// log is one file written in order. The hazard would be a checkpoint between the two, after which the log starts anew: in NORMAL as in FULL, SQLite
/// flushes the log before it copies pages out of it, flushes the database before it lets the log be reused, and flushes the log's new header; so what was
/// ordered before a durable commit is on the disk at that commit, in the log or in the database. Only <c>OFF</c> would break that.
/// </remarks>
internal sealed class GroupCommit : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly LogCheckpoints _checkpoints;
    private readonly CommitQueue _queue = new();
    private readonly Thread _thread;
    private bool _flushes = true;
    private int _logPages;
    private StorageException? _broken;
    private long _commitCount;
    private long _flushCount;
    private long _completionCount;

    public GroupCommit(SqliteConnection connection, LogCheckpoints checkpoints)
    {
        (_connection, _checkpoints) = (connection, checkpoints);
        connection.Execute("PRAGMA wal_autocheckpoint=0");
        _thread = new Thread(Write) { IsBackground = true, Name = "evidence store writer" };
        _thread.Start();
    }

    public StorageCounters Counters =>
        new(Interlocked.Read(ref _commitCount), Interlocked.Read(ref _flushCount), Interlocked.Read(ref _completionCount));

    public Task<T> RunAsync<T>(WriteOperation<T> operation)
    {
        _queue.Add(operation);
        return operation.Answer;
    }

    /// <summary>Finishes what is waiting, then stops.</summary>
    public void Dispose()
    {
        if (!_queue.Stop())
            return;
        _thread.Join();
        _connection.Dispose();
    }

    private void Write()
    {
        var group = new List<WriteOperation>();
        while (_queue.Take(group, out var flush))
        {
            Commit(group, flush);
            Checkpoint();
        }
    }

    private void Commit(List<WriteOperation> group, bool flush)
    {
        if (_broken is { } broken)
        {
            group.ForEach(operation => operation.Fail(broken));
            return;
        }
        try
        {
            if (flush != _flushes)
                _connection.Execute(flush ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
            _flushes = flush;
            _connection.Use("BEGIN IMMEDIATE").Run();
        }
        catch (SqliteException failure)
        {
            var reason = new StorageException("The database does not accept writing now.", failure);
            group.ForEach(operation => operation.Fail(reason));
            return;
        }
        if (TryRun(group, flush))
            Answer(group, flush);
    }

    private bool TryRun(List<WriteOperation> group, bool flush)
    {
        var ranAll = false;
        try
        {
            foreach (var operation in group)
                operation.Run(_connection);
            ranAll = true;
            _connection.Use("COMMIT").Run();
            return true;
        }
#pragma warning disable CA1031 // Whatever went wrong goes to the one caller whose operation it was.
        catch (Exception reason)
#pragma warning restore CA1031
        {
            RollBack();
            if (ranAll)
            {
                var refused = Judge(reason);
                group.ForEach(operation => operation.Fail(refused));
            }
            else if (group.Count == 1)
            {
                group[0].Fail(reason is SqliteException ? new StorageException("The database refused a change.", reason) : reason);
            }
            else
            {
                group.ForEach(operation => Commit([operation], flush));
            }
            return false;
        }
    }

    private void Answer(List<WriteOperation> group, bool flush)
    {
        Interlocked.Increment(ref _commitCount);
        if (flush)
            Interlocked.Increment(ref _flushCount);
        foreach (var operation in group)
        {
            if (operation.Announces is { } award)
                _queue.Expect(award);
            Interlocked.Add(ref _completionCount, operation.Completes.Count);
            operation.Complete();
        }
    }

    /// <summary>
    /// A failed flush leaves unknown which pages the disk has, and the system may call the next one a success all the same. Only a restart, which reads
    /// the log by its checksums, tells; so nothing is written after it. A full disk is met before the flush, and passes.
    /// </summary>
    private StorageException Judge(Exception reason) => reason is SqliteException { IsInputOutput: false }
        ? new StorageException("The database could not be written.", reason)
        : _broken = new StorageException("The database could not be written; the service must be restarted.", reason);

    private void RollBack()
    {
        try
        {
            _connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has rolled back by itself: there is no transaction left.
        }
    }

    private void Checkpoint()
    {
        _logPages += _connection.TakePagesWritten();
        if (_logPages >= LogCheckpoints.Overdue)
            _checkpoints.WaitUntilIdle();
        try
        {
            if (_checkpoints.TakeFinished() && _connection.Checkpoint() is { } left)
                _logPages = left;
        }
        catch (SqliteException failure)
        {
            Judge(failure);
        }
        if (_logPages >= LogCheckpoints.Due)
            _checkpoints.Ask();
    }
}
