using Credentials.EvidenceStore.Storage.Sql.Sqlite;

namespace Credentials.Benchmarks;

/// <summary>
/// What mails to learners cost awarding: class lists with e-mail addresses given in turn to a service that writes its mails into a folder meanwhile and to
/// one that makes none.
/// </summary>
internal static class MailCost
{
    private const int Rounds = 5;

    public static async Task<IReadOnlyList<Figure>> RunAsync(int rows)
    {
        if (StorageEngine.IsPostgreSql)
            throw new NotSupportedException("mail: the number of mails is read with SQLite only");
        await using var mailing = await AppProcess.StartAsync(KeyValuePair.Create("Mail__Off", (string?)"false"));
        await using var silent = await AppProcess.StartAsync();
        using HttpClient with = OverHttp.Client(mailing), without = OverHttp.Client(silent);
        var achievement = await OverHttp.FirstAchievementAsync(mailing);
        List<(double Ours, double Limit)> rounds = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var csv = OverHttp.ClassList(achievement, round * rows, rows);
            var ours = await PerSecondAsync(with, csv, rows);
            var limit = await PerSecondAsync(without, csv, rows);
            // The first round is the warm-up.
            if (round > 0)
                rounds.Add((ours, limit));
        }

        return
        [
            new($"class lists of {rows:N0}, one mail each: awards a second", Paired.Median(rounds.Select(round => round.Ours)), "/s"),
            new("  to the same without mails", Paired.Median(rounds.Select(round => round.Ours / round.Limit)), "", AtLeast: 0.85),
            new("  mails in the outbox, sent or waiting", CountMails(mailing), "", AtLeast: (Rounds + 1) * rows),
            new("  stored a mail", (mailing.DatabaseBytes() - silent.DatabaseBytes()) / ((Rounds + 1.0) * rows), "B"),
        ];
    }

    private static async Task<double> PerSecondAsync(HttpClient client, string csv, int rows)
    {
        var (awarded, seconds) = await OverHttp.AwardAsync(client, csv);
        return awarded == rows ? awarded / seconds : throw new InvalidOperationException($"{awarded} of {rows} were awarded");
    }

    private static long CountMails(AppProcess app)
    {
        using var connection = SqliteConnection.Open(Directory.EnumerateFiles(app.DataFolder, "*.db").Single(), TimeSpan.FromSeconds(10), cacheKib: 1024);
        using var row = connection.Use("SELECT count(*) FROM mails");
        return row.Step() ? row.Int64(0) : 0;
    }
}
