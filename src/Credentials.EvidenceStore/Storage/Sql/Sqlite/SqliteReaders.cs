using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>
/// Connections for reading, each with its prepared statements. A point read takes some microseconds, less than handing it to another thread would, so
/// reads run on the caller's thread.
/// </summary>
internal sealed class SqliteReaders(Func<SqliteConnection> open) : ISqlReaders
{
    private readonly ConcurrentBag<SqliteConnection> _idle = [];
    private readonly int _kept = 2 * Environment.ProcessorCount;
    private volatile bool _isDisposed;

    public Task<T> ReadAsync<T>(Func<SqlConnection, T> read, CancellationToken cancel) =>
        cancel.IsCancellationRequested ? Task.FromCanceled<T>(cancel) : Task.FromResult(Read(read));

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryTake(out var connection))
            connection.Dispose();
    }

    private T Read<T>(Func<SqlConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_idle.TryTake(out var connection))
            connection = open();
        try
        {
            return read(connection);
        }
        catch (SqliteException failure)
        {
            throw new StorageException("The database could not be read.", failure);
        }
        finally
        {
            if (_isDisposed || _idle.Count >= _kept)
                connection.Dispose();
            else
                _idle.Add(connection);
        }
    }
}
