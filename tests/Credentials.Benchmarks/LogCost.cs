using System.Diagnostics;
using System.Globalization;
using Credentials.EvidenceStore.Storage.Sql.Sqlite;

namespace Credentials.Benchmarks;

/// <summary>
/// What the record events and their log cost awarding: class lists given in turn to a service as it is and to one that keeps no events, so that the
/// ratios hold while the machine's speed drifts.
/// </summary>
internal static class LogCost
{
    private const int Rounds = 7;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rows)
    {
        if (StorageEngine.IsPostgreSql)
            throw new NotSupportedException("log: the service without events is made with SQLite only");
        await using var logged = await AppProcess.StartAsync();
        await using var unlogged = await AppProcess.StartAsync(KeyValuePair.Create("EvidenceStore__SequenceLog", (string?)"false"));
        KeepNoEvents(unlogged);
        using HttpClient with = OverHttp.Client(logged), without = OverHttp.Client(unlogged);
        var achievement = await OverHttp.FirstAchievementAsync(logged);
        List<(double Ours, double Drained, double Limit)> rounds = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var csv = OverHttp.ClassList(achievement, round * rows, rows);
            var started = Stopwatch.GetTimestamp();
            var ours = await PerSecondAsync(with, csv, rows);
            await UntilLoggedAsync(with, (round + 1) * rows);
            var drained = rows / Stopwatch.GetElapsedTime(started).TotalSeconds;
            // The first round is the warm-up.
            var limit = await PerSecondAsync(without, csv, rows);
            if (round > 0)
                rounds.Add((ours, drained, limit));
        }

        return
        [
            new($"class lists of {rows:N0}, events and log kept: awards a second", Paired.Median(rounds.Select(round => round.Ours)), "/s"),
            new("  to the same without events and log", Paired.Median(rounds.Select(round => round.Ours / round.Limit)), "", AtLeast: 0.85),
            new("  until the last event is in a signed checkpoint", Paired.Median(rounds.Select(round => round.Drained / round.Limit)), ""),
        ];
    }

    private static async Task<double> PerSecondAsync(HttpClient client, string csv, int rows)
    {
        var (awarded, seconds) = await OverHttp.AwardAsync(client, csv);
        return awarded == rows ? awarded / seconds : throw new InvalidOperationException($"{awarded} of {rows} were awarded");
    }

    private static async Task UntilLoggedAsync(HttpClient client, long size)
    {
        while (true)
        {
            var lines = (await client.GetStringAsync(new Uri("/log/checkpoint", UriKind.Relative))).Split('\n');
            if (long.Parse(lines[1], CultureInfo.InvariantCulture) >= size)
                return;
            await Task.Delay(20);
        }
    }

    /// <summary>Whatever is written to the table of events from now on goes nowhere.</summary>
    private static void KeepNoEvents(AppProcess app)
    {
        var path = Directory.EnumerateFiles(app.DataFolder, "*.db").Single();
        using var connection = SqliteConnection.Open(path, TimeSpan.FromSeconds(10), cacheKib: 1024);
        connection.Execute("""
            ALTER TABLE pending_events RENAME TO pending_events_before;
            CREATE VIEW pending_events AS SELECT * FROM pending_events_before;
            CREATE TRIGGER keep_no_event INSTEAD OF INSERT ON pending_events BEGIN SELECT 1; END;
            """);
    }
}
