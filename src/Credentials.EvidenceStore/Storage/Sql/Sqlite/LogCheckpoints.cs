namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

/// <summary>
/// Copies the log into the database beside the writer, on a thread and a connection of its own, so that nobody waits for the bulk of it.
/// The writer itself then copies the little that was added meanwhile, and SQLite starts the log anew: that keeps it bounded.
/// </summary>
internal sealed class LogCheckpoints : IDisposable
{
    /// <summary>Pages of log after which it is copied: 32 MiB.</summary>
    public const int Due = 8192;

    /// <summary>Pages of log at which writing waits for the copying.</summary>
    public const int Overdue = 8 * Due;

    private readonly SqliteConnection _connection;
    private readonly Thread _thread;
    private readonly Lock _running = new();
    private readonly AutoResetEvent _asked = new(false);
    private volatile bool _isAsked;
    private volatile bool _isFinished;
    private volatile bool _isStopping;

    public LogCheckpoints(SqliteConnection connection)
    {
        _connection = connection;
        _thread = new Thread(Run) { IsBackground = true, Name = "evidence store checkpoints" };
        _thread.Start();
    }

    public void Ask()
    {
        if (_isAsked)
            return;
        _isAsked = true;
        _asked.Set();
    }

    /// <summary>True once after each copy.</summary>
    public bool TakeFinished()
    {
        if (!_isFinished)
            return false;
        (_isFinished, _isAsked) = (false, false);
        return true;
    }

    public void WaitUntilIdle()
    {
        lock (_running)
        {
        }
    }

    public void Dispose()
    {
        if (_isStopping)
            return;
        _isStopping = true;
        _asked.Set();
        _thread.Join();
        _connection.Dispose();
        _asked.Dispose();
    }

    private void Run()
    {
        while (true)
        {
            _asked.WaitOne();
            if (_isStopping)
                return;
            lock (_running)
            {
                try
                {
                    _connection.Checkpoint();
                }
                catch (SqliteException)
                {
                    // The log keeps everything; the writer's own copy, which comes next, meets the same fault and reports it.
                }
                _isFinished = true;
            }
        }
    }
}
