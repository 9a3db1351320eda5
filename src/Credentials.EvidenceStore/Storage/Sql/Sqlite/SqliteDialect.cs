namespace Credentials.EvidenceStore.Storage.Sql.Sqlite;

internal sealed class SqliteDialect : SqlDialect
{
    private const int IndexesPerPart = 2048;

    public static readonly SqliteDialect Instance = new();

    public override string BeginSnapshot => "BEGIN";

    public override string SharedRow => "";

    public override string LastRecordNumber => "last_insert_rowid()";

    /// <summary>SQLite keeps no statistics unless it is told to, and takes the index of the longest equality.</summary>
    public override string Unindexed(string column) => "+" + column;

    public override void OccupyStatusIndex(SqlConnection connection, StatusSlot slot)
    {
        var (part, bit) = Math.DivRem(slot.Index, IndexesPerPart);
        Span<byte> bits = stackalloc byte[IndexesPerPart / 8];
        bool exists;
        using (var row = connection.Use("SELECT bits FROM status_indexes_used WHERE list = ? AND part = ?").Bind(slot.List).Bind(part))
        {
            exists = row.Step();
            if (exists)
                row.Span(0).CopyTo(bits);
            else
                bits.Clear();
        }
        var mask = (byte)(1 << (bit % 8));
        if ((bits[bit / 8] & mask) != 0)
            throw new InvalidOperationException($"index {slot.Index} of status list {slot.List} is taken");
        bits[bit / 8] |= mask;
        connection.Use(exists
            ? "UPDATE status_indexes_used SET bits = ? WHERE list = ? AND part = ?"
            : "INSERT INTO status_indexes_used(bits, list, part) VALUES(?, ?, ?)").Bind(bits).Bind(slot.List).Bind(part).Run();
    }
}
