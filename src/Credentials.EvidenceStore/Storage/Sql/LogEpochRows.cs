using System.Text.Json;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>The log's epochs, in settings: there are as many as restored back-ups, and most logs have one.</summary>
internal static class LogEpochRows
{
    private const string Epochs = "log:epochs";
    private const string IsCut = "log:cut";

    public static LogEpochs Find(SqlConnection connection)
    {
        var epochs = SettingRows.Find(connection, Epochs) is { } stored ? Parse(stored.Value) : LogEpochs.First;
        return epochs with { IsCut = SettingRows.Find(connection, IsCut) is not null };
    }

    /// <summary>The current epoch must end before anything is signed.</summary>
    public static void Cut(SqlConnection connection) => SettingRows.GetOrAdd(connection, new(IsCut, "1"));

    public static void Begin(SqlConnection connection, LogEpochs epochs)
    {
        connection.Use("INSERT INTO settings(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value")
            .Bind(Epochs).Bind(JsonSerializer.Serialize(new Stored(epochs.Name, epochs.Ended))).Send();
        connection.Use("DELETE FROM settings WHERE name = ?").Bind(IsCut).Send();
    }

    private static LogEpochs Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Stored>(text) is { Name: { } name, Ended: { } ended } && LogEpochs.IsName(name) ? new(name, ended, IsCut: false) : LogEpochs.First;
        }
        catch (JsonException)
        {
            // Somebody's hand was in it: then the head's checkpoint is not signed under the name that is assumed, which the log's check tells.
            return LogEpochs.First;
        }
    }

    private sealed record Stored(string Name, IReadOnlyList<string> Ended);
}
