namespace Credentials.EvidenceStore.Storage.Sql;

internal static class CentreRows
{
    public static bool Put(SqlConnection connection, CentreDocument document) => document.Version == 1
        ? connection.Use("INSERT INTO centres(slug, version, json) VALUES(?, 1, ?) ON CONFLICT DO NOTHING")
            .Bind(document.Slug).BindJson(document.Json).Run() == 1
        : connection.Use("UPDATE centres SET version = ?, json = ? WHERE slug = ? AND version = ?")
            .Bind(document.Version).BindJson(document.Json).Bind(document.Slug).Bind(document.Version - 1).Run() == 1;

    public static CentreDocument? Find(SqlConnection connection, string slug)
    {
        using var row = connection.Use("SELECT version, json FROM centres WHERE slug = ?").Bind(slug);
        return row.Step() ? new(slug, row.Int64(0), row.Json(1)) : null;
    }

    public static IReadOnlyList<CentreDocument> List(SqlConnection connection)
    {
        using var row = connection.Use("SELECT slug, version, json FROM centres ORDER BY slug");
        var found = new List<CentreDocument>();
        while (row.Step())
            found.Add(new(row.Text(0), row.Int64(1), row.Json(2)));
        return found;
    }
}
