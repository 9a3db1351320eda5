using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Credentials.Benchmarks;

/// <summary>Durable issue and verify over HTTP at 32 connections, and a batch, against two-core raw libsodium measured before and after in the same run.</summary>
internal static class OverHttp
{
    private const int Connections = 32;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Figure>> IssueAsync()
    {
        await using var app = await AppProcess.StartAsync();
        var achievement = await FirstAchievementAsync(app);
        var rawBefore = RawOnAllCores.SignaturesPerSecond();
        var load = await new HttpLoad(app.EndPoint, Connections).RunAsync(i => AwardRequest(app, achievement, i), 201, Duration);
        var raw = (rawBefore + RawOnAllCores.SignaturesPerSecond()) / 2;
        var peak = app.PeakResidentBytes;
        var (_, flushes) = await app.StopAsync();
        return
        [
            new("durable issue, c=32: awards a second", load.PerSecond, "/s"),
            new("  to raw signing on all cores", load.PerSecond / raw, "", AtLeast: 0.12),
            new("  p50", load.P50, "ms"),
            new("  p99", load.P99, "ms", AtMost: 20),
            new("  credentials a flush", (double)load.Requests / flushes, "", AtLeast: 16),
            new("  peak resident memory", peak / 1e6, "MB", AtMost: 250),
        ];
    }

    public static async Task<IReadOnlyList<Figure>> VerifyAsync()
    {
        await using var app = await AppProcess.StartAsync();
        var bodies = await CredentialsAsync(app, 2000);
        var rawBefore = RawOnAllCores.ChecksPerSecond();
        var load = await new HttpLoad(app.EndPoint, Connections).RunAsync(
            i => Request("POST /api/verify", "application/vc+jwt", null, bodies[i % bodies.Count]), 200, Duration);
        var raw = (rawBefore + RawOnAllCores.ChecksPerSecond()) / 2;
        return
        [
            new("verify, c=32: reports a second", load.PerSecond, "/s"),
            new("  to raw checking on all cores", load.PerSecond / raw, "", AtLeast: 0.35),
            new("  p50", load.P50, "ms"),
            new("  p99", load.P99, "ms", AtMost: 10),
            new("  peak resident memory", app.PeakResidentBytes / 1e6, "MB", AtMost: 250),
        ];
    }

    public static async Task<IReadOnlyList<Figure>> BatchAsync(int rows)
    {
        await using var app = await AppProcess.StartAsync();
        var achievement = await FirstAchievementAsync(app);
        using var client = Client(app);
        var empty = app.DatabaseBytes();
        var (awarded, seconds) = await AwardAsync(client, ClassList(achievement, 0, rows));
        var peak = app.PeakResidentBytes;
        await app.StopAsync();
        return
        [
            new($"batch of {rows:N0}: awards a second, upload to last commit", awarded / seconds, "/s", AtLeast: 8000),
            new("  awarded", awarded, "", AtLeast: rows),
            new("  stored a credential, all in", (app.DatabaseBytes() - empty) / (double)awarded, "B", AtMost: 1500),
            new("  peak resident memory", peak / 1e6, "MB"),
        ];
    }

    public static string ClassList(string achievement, int first, int rows)
    {
        var csv = new StringBuilder("achievement,givenName,familyName,birthDate,email,nationalNumber,awardedOn,result\n");
        for (var i = first; i < first + rows; i++)
            csv.Append(CultureInfo.InvariantCulture, $"{achievement},Voornaam{i},Familienaam,1990-01-{i % 28 + 1:D2},leerling{i}@example.org,,2026-06-30,\n");
        return csv.ToString();
    }

    /// <summary>From the upload of a class list to its last commit.</summary>
    public static async Task<(int Awarded, double Seconds)> AwardAsync(HttpClient client, string csv)
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var response = await client.PostAsync(new Uri("/api/awards/batches", UriKind.Relative), new StringContent(csv, System.Text.Encoding.UTF8, "text/csv"));
        response.EnsureSuccessStatusCode();
        var id = (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString();
        JsonElement batch;
        do
        {
            await Task.Delay(50);
            batch = await client.GetFromJsonAsync<JsonElement>($"/api/awards/batches/{id}");
        }
        while (batch.GetProperty("state").GetString() == "running");
        return (batch.GetProperty("awarded").GetInt32(), System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    public static HttpClient Client(AppProcess app)
    {
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{app.Port}"), Timeout = TimeSpan.FromMinutes(5) };
        client.DefaultRequestHeaders.Authorization = new("Bearer", app.ApiKey);
        return client;
    }

    public static async Task<string> FirstAchievementAsync(AppProcess app)
    {
        using var client = Client(app);
        var page = await client.GetFromJsonAsync<JsonElement>("/api/achievements");
        return page.GetProperty("items")[0].GetProperty("id").GetString()!;
    }

    private static async Task<IReadOnlyList<byte[]>> CredentialsAsync(AppProcess app, int count)
    {
        var achievement = await FirstAchievementAsync(app);
        using var client = Client(app);
        var credentials = new byte[count][];
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, cancel) =>
        {
            var award = await client.PostAsJsonAsync("/api/awards", Award(achievement, i), cancel);
            var id = (await award.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("id").GetString();
            credentials[i] = await client.GetByteArrayAsync($"/api/credentials/{id}", cancel);
        });
        return credentials;
    }

    private static object Award(string achievement, int number) => new
    {
        achievement,
        learner = new { givenName = "Voornaam" + number.ToString(CultureInfo.InvariantCulture), familyName = "Familienaam" },
        awardedOn = "2026-06-30",
    };

    private static byte[] AwardRequest(AppProcess app, string achievement, int number) =>
        Request("POST /api/awards", "application/json", app.ApiKey, JsonSerializer.SerializeToUtf8Bytes(Award(achievement, number)));

    private static byte[] Request(string line, string contentType, string? apiKey, byte[] body)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{line} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {contentType}\r\n{(apiKey is null ? "" : $"Authorization: Bearer {apiKey}\r\n")}Content-Length: {body.Length}\r\n\r\n");
        return [.. System.Text.Encoding.ASCII.GetBytes(head), .. body];
    }
}
