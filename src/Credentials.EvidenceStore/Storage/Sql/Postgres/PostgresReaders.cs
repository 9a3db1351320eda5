using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>
/// Threads that read, each with a connection of its own. A read waits for the network several times: on these threads it keeps none of the pool's, and
/// the server never sees more connections than there are threads, however many callers there are.
/// </summary>
internal sealed class PostgresReaders : ISqlReaders
{
    private readonly PostgresAddress _address;
    private readonly BlockingCollection<IRead> _waiting = [];
    private readonly List<Thread> _threads;
    private bool _isDisposed;

    public PostgresReaders(PostgresAddress address, int threads)
    {
        _address = address;
        _threads = [.. Enumerable.Range(0, threads).Select(_ => new Thread(Work) { IsBackground = true, Name = "evidence store reader" })];
        _threads.ForEach(thread => thread.Start());
    }

    private interface IRead
    {
        void Run(SqlConnection connection);

        void Fail(Exception reason);
    }

    public Task<T> ReadAsync<T>(Func<SqlConnection, T> read, CancellationToken cancel)
    {
        var asked = new Read<T>(read, cancel);
        try
        {
            _waiting.Add(asked, CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(typeof(SqlEvidenceStorage).FullName);
        }
        return asked.Answer;
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _waiting.CompleteAdding();
        _threads.ForEach(thread => thread.Join());
        _waiting.Dispose();
    }

    private void Work()
    {
        PostgresConnection? connection = null;
        foreach (var read in _waiting.GetConsumingEnumerable())
        {
            // A connection that stood idle may have been lost long ago, which only using it tells; a fresh one that fails is an answer.
            if (!Try(read, ref connection, mayFail: connection is not null))
                Try(read, ref connection, mayFail: false);
        }
        connection?.Dispose();
    }

    private bool Try(IRead read, ref PostgresConnection? connection, bool mayFail)
    {
        try
        {
            connection ??= PostgresConnection.Open(_address);
            read.Run(connection);
            return true;
        }
#pragma warning disable CA1031 // Whatever went wrong is the caller's whose read it was.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            connection?.Dispose();
            connection = null;
            if (mayFail && failure is SqlException { Fault: SqlFault.Lost })
                return false;
            read.Fail(failure is SqlException ? new StorageException("The database could not be read.", failure) : failure);
            return true;
        }
    }

    private sealed class Read<T>(Func<SqlConnection, T> read, CancellationToken cancel) : IRead
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Answer => _done.Task;

        public void Run(SqlConnection connection)
        {
            if (cancel.IsCancellationRequested)
                _done.TrySetCanceled(cancel);
            else
                _done.TrySetResult(read(connection));
        }

        public void Fail(Exception reason) => _done.TrySetException(reason);
    }
}
