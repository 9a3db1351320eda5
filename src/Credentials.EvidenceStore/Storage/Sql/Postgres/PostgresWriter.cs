namespace Credentials.EvidenceStore.Storage.Sql.Postgres;

/// <summary>PostgreSQL's transactions. Several writers, of this process and of others, have one open at the same time.</summary>
/// <remarks>
/// <para>
/// REPEATABLE READ, which is snapshot isolation here: a row that another transaction changed since the snapshot cannot be changed (40001), a unique
/// value that another took cannot be taken (23505); both undo the transaction, and it runs again on a new snapshot. What is left is write skew: two
/// operations that each read what the other writes and write different rows. The statements leave no room for it: whatever an operation decides by is
/// a row that it changes itself, the absence of a unique value that it adds, or a row that it holds (<c>FOR SHARE</c>, see
/// <see cref="SqlDialect.Holding"/>) and that whoever decides otherwise changes: a learner's, for whom something is added while the erasure may begin.
/// A held row that was changed since the snapshot undoes the transaction too (40001). SERIALIZABLE would ask nothing of the statements, but its locks
/// are of index pages: groups of writers on keyed hashes meet on some page nearly always and would undo each other without a cause.
/// </para>
/// <para>
/// Ordered commits run with <c>synchronous_commit=off</c>: the commit has its place in the server's write-ahead log and is seen by everyone, but is not
/// waited for; the death of this process does not take it back. Durable ones wait until the log is on the disk up to and including themselves, and the
/// log is one stream for all connections of the server: what was answered before, on any connection, is on the disk at that moment too. (What the server
/// loses when it crashes itself between the two was never acknowledged to anyone but us.)
/// </para>
/// </remarks>
internal sealed class PostgresWriter(PostgresAddress address, PostgresConnection connection) : SqlWriter
{
    private PostgresConnection _connection = connection;

    public override SqlConnection Connection => _connection;

    public override void Begin(bool isDurable)
    {
        if (!_connection.IsOpen)
        {
            _connection.Dispose();
            _connection = PostgresConnection.Open(address);
        }
        _connection.Use("BEGIN ISOLATION LEVEL REPEATABLE READ").Send();
        if (!isDurable)
            _connection.Use("SET LOCAL synchronous_commit = off").Send();
    }

    public override void Commit()
    {
        if (_connection.HasFailed)
            throw new InvalidOperationException("a statement failed and its operation went on");
        _connection.Use("COMMIT").Run();
    }

    public override void RollBack() => _connection.RollBack();

    public override void Tidy()
    {
    }

    public override void Dispose() => _connection.Dispose();
}
