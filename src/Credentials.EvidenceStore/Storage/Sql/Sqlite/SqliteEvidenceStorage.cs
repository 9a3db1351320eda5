namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>The storage contract on one SQLite file in WAL mode. Several processes may use the file at once; each has its own writer.</summary>
public static class SqliteEvidenceStorage
{
    // Long enough for a command line's whole batch beside a running service.
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(30);

    // Nobody can write while the log is waited for.
    private static readonly TimeSpan LogPatience = TimeSpan.FromSeconds(1);

    /// <summary>Opens the file, making it or bringing its schema forward.</summary>
    /// <exception cref="StorageException">Not writable, locked, damaged, of another program or of a newer release.</exception>
    public static SqlEvidenceStorage Open(string path)
    {
        var opened = new Stack<SqliteConnection>();
        try
        {
            opened.Push(SqliteConnection.Open(path, BusyTimeout, cacheKib: 32 * 1024));
            SqliteSchema.Prepare(opened.Peek(), path);
            opened.Peek().Execute("PRAGMA journal_size_limit=33554432");
            opened.Push(SqliteConnection.Open(path, BusyTimeout, cacheKib: 64));
            var checkpoints = new LogCheckpoints(opened.Pop());
            var writer = new SqliteWriter(opened.Pop(), checkpoints);
            return new([new GroupCommit(writer)], new SqliteReaders(() => SqliteConnection.Open(path, BusyTimeout, cacheKib: 4 * 1024)))
            {
                Forget = () => EmptyLog(path),
            };
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

    /// <summary>
    /// What was deleted is zeros in the database itself (<c>secure_delete</c>), but the log holds pages as they were until it starts anew; so it is copied
    /// whole and cut to nothing.
    /// </summary>
    private static bool EmptyLog(string path)
    {
        try
        {
            using var connection = SqliteConnection.Open(path, LogPatience, cacheKib: 64);
            return connection.EmptyLog();
        }
        catch (SqliteException failure)
        {
            throw new StorageException("The database's log could not be emptied.", failure);
        }
    }
}
