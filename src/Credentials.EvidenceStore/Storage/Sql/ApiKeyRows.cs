namespace Credentials.EvidenceStore.Storage.Sql;

internal static class ApiKeyRows
{
    public static void Add(SqlConnection connection, ApiKeyDocument key) =>
        connection.Use("INSERT INTO api_keys(id, secret_hash, role, centre, created_at, revoked_at) VALUES(?, ?, ?, ?, ?, ?)")
            .Bind(key.Id).Bind(key.SecretHash).Bind(key.Role).Bind(key.Centre).Bind(key.CreatedAt).Bind(key.RevokedAt).Send();

    public static ApiKeyDocument? Find(SqlConnection connection, string id)
    {
        using var row = connection.Use("SELECT id, secret_hash, role, centre, created_at, revoked_at FROM api_keys WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static IReadOnlyList<ApiKeyDocument> List(SqlConnection connection)
    {
        using var row = connection.Use("SELECT id, secret_hash, role, centre, created_at, revoked_at FROM api_keys ORDER BY created_at, id");
        var found = new List<ApiKeyDocument>();
        while (row.Step())
            found.Add(Read(row));
        return found;
    }

    /// <summary>The first revocation's time stays.</summary>
    public static bool Revoke(SqlConnection connection, string id, DateTimeOffset at) =>
        connection.Use("UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?").Bind(at).Bind(id).Run() == 1;

    private static ApiKeyDocument Read(SqlStatement row) =>
        new(row.Text(0), row.Blob(1), row.Text(2), row.TextOrNull(3), row.Instant(4), row.InstantOrNull(5));
}
