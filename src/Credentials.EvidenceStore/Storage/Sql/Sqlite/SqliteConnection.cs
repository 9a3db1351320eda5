using SQLitePCL;

namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>
/// One connection, used by one thread at a time. Speaks to SQLite itself rather than through ADO.NET: parameters by position and blobs as spans cost
/// a third less per statement, which the writer's single thread feels, and the whole of it fits in this file and <see cref="SqliteStatement"/>.
/// </summary>
internal sealed class SqliteConnection : SqlConnection
{
    private static readonly Lock Initializing = new();
    private static bool _isInitialized;

    private readonly sqlite3 _database;

    // Keyed by reference: every statement's text is a constant, and hashing its characters would cost more than the lookup saves.
    private readonly Dictionary<object, SqliteStatement> _prepared = new(ReferenceEqualityComparer.Instance);

    private SqliteConnection(sqlite3 database) => _database = database;

    public static SqliteConnection Open(string path, TimeSpan busyTimeout, int cacheKib)
    {
        Initialize();
        var code = raw.sqlite3_open_v2(
            path, out var database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null!);
        var connection = new SqliteConnection(database);
        try
        {
            if (code != raw.SQLITE_OK)
                throw SqliteException.Of(database);
            raw.sqlite3_busy_timeout(database, (int)busyTimeout.TotalMilliseconds);
            connection.Execute($"PRAGMA cache_size=-{cacheKib}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override SqlDialect Dialect => SqliteDialect.Instance;

    public override SqlStatement Use(string sql)
    {
        if (_prepared.TryGetValue(sql, out var found))
            return found;
        if (raw.sqlite3_prepare_v3(_database, sql, raw.SQLITE_PREPARE_PERSISTENT, out var statement) != raw.SQLITE_OK)
            throw SqliteException.Of(_database);
        return _prepared[sql] = new SqliteStatement(_database, statement);
    }

    /// <summary>Runs statements without parameters and rows.</summary>
    public void Execute(string sql)
    {
        if (raw.sqlite3_exec(_database, sql) != raw.SQLITE_OK)
            throw SqliteException.Of(_database);
    }

    public long Pragma(string name)
    {
        if (raw.sqlite3_prepare_v2(_database, $"PRAGMA {name}", out var statement) != raw.SQLITE_OK)
            throw SqliteException.Of(_database);
        using (statement)
            return raw.sqlite3_step(statement) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(statement, 0) : 0;
    }

    /// <summary>Copies the log into the database as far as readers allow, without waiting for anyone.</summary>
    /// <returns>Pages of the log that are still not copied, or null when another connection is at it.</returns>
    public int? Checkpoint()
    {
        var code = raw.sqlite3_wal_checkpoint_v2(_database, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out var pages, out var copied);
        return code switch
        {
            raw.SQLITE_OK => Math.Max(0, pages - copied),
            raw.SQLITE_BUSY => null,
            _ => throw SqliteException.Of(_database),
        };
    }

    /// <summary>Copies the whole log into the database and cuts its file to nothing; false when others read it all the time.</summary>
    public bool EmptyLog() => raw.sqlite3_wal_checkpoint_v2(_database, "main", raw.SQLITE_CHECKPOINT_TRUNCATE, out _, out _) switch
    {
        raw.SQLITE_OK => true,
        raw.SQLITE_BUSY => false,
        _ => throw SqliteException.Of(_database),
    };

    /// <summary>Pages written to the log by this connection since the last call.</summary>
    public int TakePagesWritten()
    {
        raw.sqlite3_db_status(_database, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var pages, out _, 1);
        return pages;
    }

    public override void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Close();
        _prepared.Clear();
        _database.Dispose();
    }

    private static void Initialize()
    {
        lock (Initializing)
        {
            if (_isInitialized)
                return;
            Batteries_V2.Init();
            _isInitialized = true;
        }
    }
}
