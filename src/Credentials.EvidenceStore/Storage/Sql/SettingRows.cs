namespace Credentials.EvidenceStore.Storage.Sql;

internal static class SettingRows
{
    public static SettingDocument? Find(SqlConnection connection, string name)
    {
        using var row = connection.Use("SELECT value FROM settings WHERE name = ?").Bind(name);
        return row.Step() ? new(name, row.Text(0)) : null;
    }

    public static SettingDocument GetOrAdd(SqlConnection connection, SettingDocument proposed)
    {
        if (Find(connection, proposed.Name) is { } stored)
            return stored;
        connection.Use("INSERT INTO settings(name, value) VALUES(?, ?)").Bind(proposed.Name).Bind(proposed.Value).Send();
        return proposed;
    }
}
