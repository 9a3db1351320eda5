namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>SQLite's transactions. No other connection writes while one is open, and the log is copied into the database between them.</summary>
/// <remarks>
/// Ordered commits run with <c>synchronous=NORMAL</c>: the log is written, not flushed, which survives the death of the process. Durable ones run with
/// <c>FULL</c>: the log file is flushed, and with it every earlier commit, for the log is one file written in order. The hazard would be a checkpoint
/// between the two, after which the log starts anew: in NORMAL as in FULL, SQLite flushes the log before it copies pages out of it, flushes the database
/// before it lets the log be reused, and flushes the log's new header; so what was ordered before a durable commit is on the disk at that commit, in the
/// log or in the database. Only <c>OFF</c> would break that.
/// </remarks>
internal sealed class SqliteWriter : SqlWriter
{
    private readonly SqliteConnection _connection;
    private readonly LogCheckpoints _checkpoints;
    private bool _flushes = true;
    private int _logPages;

    public SqliteWriter(SqliteConnection connection, LogCheckpoints checkpoints)
    {
        (_connection, _checkpoints) = (connection, checkpoints);
        connection.Execute("PRAGMA wal_autocheckpoint=0");
    }

    public override SqlConnection Connection => _connection;

    public override void Begin(bool isDurable)
    {
        if (isDurable != _flushes)
            _connection.Execute(isDurable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        _flushes = isDurable;
        _connection.Use("BEGIN IMMEDIATE").Run();
    }

    public override void Commit() => _connection.Use("COMMIT").Run();

    public override void RollBack()
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

    public override void Tidy()
    {
        _logPages += _connection.TakePagesWritten();
        if (_logPages >= LogCheckpoints.Overdue)
            _checkpoints.WaitUntilIdle();
        if (_checkpoints.TakeFinished() && _connection.Checkpoint() is { } left)
            _logPages = left;
        if (_logPages >= LogCheckpoints.Due)
            _checkpoints.Ask();
    }

    public override void Dispose()
    {
        _connection.Dispose();
        _checkpoints.Dispose();
    }
}
