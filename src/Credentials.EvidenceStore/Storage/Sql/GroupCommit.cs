using System.Diagnostics;

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
/// Durable operations wait, at most <see cref="LongestWait"/>, while awards are in flight whose completions would share the flush;
/// a lone caller has none in flight but its own and never waits.
/// </remarks>
internal sealed class GroupCommit : IDisposable
{
    /// <summary>Completions that are worth a flush: nothing waits beyond these.</summary>
    private const int FullGroup = 64;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(4);

    private readonly SqliteConnection _connection;
    private readonly LogCheckpoints _checkpoints;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private readonly AwardsInFlight _inFlight = new();
    private readonly List<WriteOperation> _ordered = [];
    private readonly List<WriteOperation> _durable = [];
    private List<WriteOperation> _arriving = [];
    private List<WriteOperation> _taken = [];
    private bool _isStopping;
    private bool _flushes = true;
    private int _logPages;
    private long _durableSince;
    private int _durableWeight;
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
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, this);
            _arriving.Add(operation);
            if (_arriving.Count == 1)
                Monitor.Pulse(_gate);
        }
        return operation.Answer;
    }

    /// <summary>Finishes what is waiting, then stops.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isStopping)
                return;
            _isStopping = true;
            Monitor.Pulse(_gate);
        }
        _thread.Join();
        _connection.Dispose();
    }

    private void Write()
    {
        while (Take())
        {
            if (IsDurableDue())
            {
                _ordered.AddRange(_durable);
                _durable.Clear();
                _durableWeight = 0;
                Commit(_ordered, flush: true);
            }
            else if (_ordered.Count > 0)
            {
                Commit(_ordered, flush: false);
            }
            _ordered.Clear();
            Checkpoint();
        }
    }

    /// <summary>Takes what has arrived, waiting for it as long as that makes sense; false when all is done and the writer is to stop.</summary>
    private bool Take()
    {
        lock (_gate)
        {
            while (_arriving.Count == 0 && !_isStopping)
            {
                if (_durable.Count == 0)
                    Monitor.Wait(_gate);
                else if (Remaining() is var rest && (rest <= TimeSpan.Zero || !Monitor.Wait(_gate, rest)))
                    break;
            }
            (_taken, _arriving) = (_arriving, _taken);
            if (_taken.Count == 0 && _durable.Count == 0 && _isStopping)
                return false;
        }
        foreach (var operation in _taken)
            Sort(operation);
        _taken.Clear();
        return true;
    }

    private void Sort(WriteOperation operation)
    {
        if (operation.IsCancelled)
        {
            operation.Fail(new OperationCanceledException());
            return;
        }
        if (!operation.IsDurable)
        {
            _ordered.Add(operation);
            return;
        }
        if (_durable.Count == 0)
            _durableSince = Stopwatch.GetTimestamp();
        _durable.Add(operation);
        _durableWeight += Math.Max(1, operation.Completes.Count);
        _inFlight.Arrived(operation.Completes);
    }

    private bool IsDurableDue() =>
        _durable.Count > 0 && (_durableWeight >= FullGroup || _isStopping || !_inFlight.Any || Remaining() <= TimeSpan.Zero);

    private TimeSpan Remaining() => LongestWait - Stopwatch.GetElapsedTime(_durableSince);

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
                _inFlight.Expect(award);
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
