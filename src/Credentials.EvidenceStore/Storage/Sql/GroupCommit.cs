namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// A writer: a thread with its own connection that runs all waiting operations in one transaction and answers them after its commit.
/// </summary>
/// <remarks>
/// Two kinds of commit: ordered ones (reservations, leases) keep their place in the engine's one log, durable ones wait until the disk has the log up to
/// and including themselves, and with it everything that was ordered before. How the engine keeps that promise is said where it does.
/// </remarks>
internal sealed class GroupCommit : IDisposable
{
    private readonly SqlWriter _writer;
    private readonly CommitQueue _queue = new();
    private readonly Thread _thread;
    private StorageException? _broken;
    private long _commitCount;
    private long _flushCount;
    private long _completionCount;

    public GroupCommit(SqlWriter writer)
    {
        _writer = writer;
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
        _writer.Dispose();
    }

    private void Write()
    {
        var group = new List<WriteOperation>();
        while (_queue.Take(group, out var flush))
        {
            Commit(group, flush);
            Tidy();
        }
    }

    private void Commit(List<WriteOperation> group, bool flush)
    {
        if (_broken is { } broken)
        {
            group.ForEach(operation => operation.Fail(broken));
            return;
        }
        var failure = Attempt(group, flush);
        for (var attempt = 1; failure?.PassesAfter(attempt, group.Count) == true; attempt++)
        {
            // A random while, growing: two writers that met would otherwise meet again.
            Thread.Sleep(Random.Shared.Next(1, 2 << Math.Min(attempt, 5)));
            failure = Attempt(group, flush);
        }
        if (failure is null)
        {
            Answer(group, flush);
        }
        else if (group.Count > 1 && failure.SparesOthers)
        {
            group.ForEach(operation => Commit([operation], flush));
        }
        else
        {
            var told = failure.Told;
            if (failure.BreaksWriting)
                _broken = (StorageException)told;
            group.ForEach(operation => operation.Fail(told));
        }
    }

    private CommitFailure? Attempt(List<WriteOperation> group, bool flush)
    {
        var stage = CommitStage.Beginning;
        try
        {
            _writer.Begin(flush);
            _writer.Connection.MasterKeyInTransaction = null;
            stage = CommitStage.Running;
            foreach (var operation in group)
                operation.Run(_writer.Connection);
            stage = CommitStage.Committing;
            _writer.Commit();
            return null;
        }
#pragma warning disable CA1031 // Whatever went wrong goes to the one caller whose operation it was.
        catch (Exception reason)
#pragma warning restore CA1031
        {
            if (stage != CommitStage.Beginning)
                _writer.RollBack();
            return new(reason, stage);
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

    private void Tidy()
    {
        try
        {
            _writer.Tidy();
        }
        catch (SqlException failure) when (failure.Fault == SqlFault.Broken)
        {
            _broken = new StorageException("The database could not be written; the service must be restarted.", failure);
        }
        catch (SqlException)
        {
            // Tried again after the next group; nothing is lost meanwhile.
        }
    }
}
