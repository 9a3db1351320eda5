namespace Credentials.EvidenceStore.Storage.Sql;

internal static class DictionaryRows
{
    public static DictionaryDocument GetOrAdd(SqlConnection connection, DictionaryDocument proposed)
    {
        connection.Use("INSERT INTO dictionaries(name, content) VALUES(?, ?) ON CONFLICT DO NOTHING").Bind(proposed.Name).Bind(proposed.Content).Run();
        using var row = connection.Use("SELECT number, name, content FROM dictionaries WHERE name = ?").Bind(proposed.Name);
        return row.Step() ? Read(row) : throw new InvalidOperationException("the dictionary is not there");
    }

    public static DictionaryDocument? Find(SqlConnection connection, long number)
    {
        using var row = connection.Use("SELECT number, name, content FROM dictionaries WHERE number = ?").Bind(number);
        return row.Step() ? Read(row) : null;
    }

    private static DictionaryDocument Read(SqlStatement row) => new(row.Int64(0), row.Text(1), row.Blob(2));
}
