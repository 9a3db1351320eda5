namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Values that at most one document may have, each a row of its own: keyed hashes, so nothing can be read from them.</summary>
internal static class UniqueValueRows
{
    public static Guid? FindOwner(SqlConnection connection, ReadOnlyMemory<byte> value)
    {
        using var row = connection.Use("SELECT owner FROM unique_values WHERE value = ?").Bind(value);
        return row.Step() ? row.Id(0) : null;
    }

    public static void Add(SqlConnection connection, ReadOnlyMemory<byte> value, Guid owner) =>
        connection.Use("INSERT INTO unique_values(value, owner) VALUES(?, ?)").Bind(value).Bind(owner).Send();

    public static void Replace(SqlConnection connection, ReadOnlyMemory<byte> value, Guid owner) =>
        connection.Use("UPDATE unique_values SET owner = ? WHERE value = ?").Bind(owner).Bind(value).Send();
}
