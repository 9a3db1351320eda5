namespace Credentials.EvidenceStore.Storage.Sql;

internal static class ShortLivedRows
{
    public static bool Add(SqlConnection connection, ShortLivedDocument document) =>
        connection.Use("INSERT INTO short_lived(kind, hash, version, expires, content) VALUES(?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .Bind(document.Kind).Bind(document.Key).Bind(document.Version).Bind(document.Expires).Bind(document.Content).Run() == 1;

    public static ShortLivedDocument? Find(SqlConnection connection, string kind, ReadOnlyMemory<byte> key)
    {
        using var row = connection.Use("SELECT version, expires, content FROM short_lived WHERE kind = ? AND hash = ?").Bind(kind).Bind(key);
        return row.Step() ? new(kind, key, row.Int64(0), row.Instant(1), row.Blob(2)) : null;
    }

    public static bool Replace(SqlConnection connection, ShortLivedDocument document) =>
        connection.Use("UPDATE short_lived SET version = ?, expires = ?, content = ? WHERE kind = ? AND hash = ? AND version = ?")
            .Bind(document.Version).Bind(document.Expires).Bind(document.Content).Bind(document.Kind).Bind(document.Key).Bind(document.Version - 1)
            .Run() == 1;

    public static int RemoveExpired(SqlConnection connection, DateTimeOffset before, int limit) =>
        connection.Use("""
            DELETE FROM short_lived WHERE (kind, hash) IN (SELECT kind, hash FROM short_lived WHERE expires < ? ORDER BY expires LIMIT ?)
            """).Bind(before).Bind(limit).Run();
}
