using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.EvidenceFiles;

namespace Credentials.Services.Tests.Journeys;

/// <summary>
/// <c>kill -9</c> at random moments, on the real process: what was acknowledged is there once, no status index is used twice, and what was begun is finished.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Kills = 10;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private readonly int _seed = Environment.TickCount;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Single_awards_survive()
    {
        var random = new Random(_seed);
        var acknowledged = new ConcurrentDictionary<int, string>();
        var next = 0;
        string? key = null, achievement = null;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var service = await RunningService.StartAsync(_folder.Path, _port);
            key ??= await NewKeyAsync();
            using var staff = service.Client(key);
            achievement ??= await staff.FirstAchievementAsync();
            var killer = KillSoonAsync(service, random.Next(50, 800), kill % 2 == 0 ? Task.CompletedTask : MoreThanAsync(acknowledged.Count, acknowledged));
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AwardUntilKilledAsync(staff, achievement, () => Interlocked.Increment(ref next), acknowledged)));
            await killer;
        }

        await using var survivor = await RunningService.StartAsync(_folder.Path, _port);
        using var client = survivor.Client(key);
        var stored = await ReadAllAsync(client, achievement!);
        Assert.True(acknowledged.Count > Kills, $"only {acknowledged.Count} awards were made; seed {_seed}");
        Assert.All(acknowledged, award => Assert.Equal(1, stored.Count(id => id == award.Value)));
        await AssertIndexesAreDistinctAsync(client, stored);

        // Asked for again, each is the same; one that was under way when the process died is awarded now, and once.
        foreach (var number in Enumerable.Range(1, next).Where(number => !acknowledged.ContainsKey(number)).Concat(acknowledged.Keys.Take(20)))
        {
            var again = await client.AwardedAsync(achievement!, "Kris", $"Nummer {number}");
            Assert.Equal(acknowledged.GetOrAdd(number, again.Text("id")), again.Text("id"));
        }

        var finished = await ReadAllAsync(client, achievement!);
        Assert.Equal(next + 1, finished.Count);
        await AssertIndexesAreDistinctAsync(client, finished);
        await AssertLoggedOnceAsync(finished.Count);
    }

    [Fact]
    public async Task A_class_list_survives()
    {
        const int Rows = 15_000;
        var random = new Random(_seed);
        string? key = null, batch = null;
        var killedAtWork = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var service = await RunningService.StartAsync(_folder.Path, _port);
            key ??= await NewKeyAsync();
            using var staff = service.Client(key);
            if (batch is null)
            {
                (await staff.PutAsJsonAsync($"/api/achievements/{SampleClassLists.Marked}", SampleAchievements.Marked(SampleClassLists.Marked, level: 4))).EnsureSuccessStatusCode();
                batch = (await staff.PostClassListAsync(SampleClassLists.Good(SampleClassLists.Marked, Rows))).Text("id");
            }

            var state = (await staff.GetFromJsonAsync<JsonElement>($"/api/awards/batches/{batch}")).Text("state");
            killedAtWork += state == "running" ? 1 : 0;
            await KillSoonAsync(service, random.Next(20, 250));
        }

        Assert.True(killedAtWork > 1, $"the class list was done after {killedAtWork} kills; seed {_seed}");
        await using var survivor = await RunningService.StartAsync(_folder.Path, _port);
        using var client = survivor.Client(key);
        var end = await client.FinishedBatchAsync(batch!);
        Assert.Equal("completed", end.Text("state"));
        Assert.Equal(
            (Rows, 0, 0),
            (end.GetProperty("awarded").GetInt32(), end.GetProperty("existing").GetInt32(), end.GetProperty("rejected").GetInt32()));
        var stored = await ReadAllAsync(client, SampleClassLists.Marked);
        Assert.Equal(Rows, stored.Count);
        await AssertIndexesAreDistinctAsync(client, stored);
        await AssertLoggedOnceAsync(Rows + 1);
    }

    [Fact]
    public async Task Documents_survive_whole_or_are_not_there()
    {
        const int Records = 8;
        var random = new Random(_seed);
        var acknowledged = new ConcurrentDictionary<(string Record, int Number), byte>();
        var (records, next) = (new List<string>(), 0);
        string? key = null;
        byte[] FileOf(int number) => SampleFiles.Pdf($"{number}", 400_000);
        for (var kill = 0; kill < Kills / 2; kill++)
        {
            await using var service = await RunningService.StartAsync(_folder.Path, _port);
            key ??= await NewKeyAsync();
            using var staff = service.Client(key);
            if (records.Count == 0)
            {
                var achievement = await staff.FirstAchievementAsync();
                for (var number = 0; number < Records; number++)
                    records.Add(await RecordOfAsync(staff, achievement, number, FileOf));
            }

            var killer = KillSoonAsync(service, random.Next(5, 150), MoreThanAsync(acknowledged.Count, () => acknowledged.Count));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            {
                while (Interlocked.Increment(ref next) is var number && number < Records * 20)
                {
                    var (record, file) = (records[number % Records], (number / Records) % 20);
                    try
                    {
                        using var answer = await staff.PutFileAsync(record, FileOf(file));
                        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
                        acknowledged[(record, file)] = 0;
                    }
                    catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
                    {
                        return;
                    }
                }
            }));
            await killer;
        }

        await using var survivor = await RunningService.StartAsync(_folder.Path, _port);
        using var client = survivor.Client(key);
        Assert.True(!acknowledged.IsEmpty, $"no document was added; seed {_seed}");
        foreach (var record in records)
        {
            var listed = (await client.GetFromJsonAsync<JsonElement>($"/api/records/{record}/evidence")).GetProperty("items").EnumerateArray()
                .Select(item => item.Text("digest")).ToHashSet();
            foreach (var file in Enumerable.Range(0, 20).Select(FileOf))
            {
                using var read = await client.GetFileAsync(record, file);
                Assert.Equal(listed.Contains(SampleFiles.DigestOf(file)), read.IsSuccessStatusCode);
                if (read.IsSuccessStatusCode)
                    Assert.Equal(SampleFiles.DigestOf(file), SampleFiles.DigestOf(await read.Content.ReadAsByteArrayAsync()));
            }
            Assert.All(acknowledged.Keys.Where(one => one.Record == record), one => Assert.Contains(SampleFiles.DigestOf(FileOf(one.Number)), listed));
        }
    }

    /// <summary>An award whose credential names twenty documents.</summary>
    private static async Task<string> RecordOfAsync(HttpClient staff, string achievement, int number, Func<int, byte[]> fileOf)
    {
        using var answer = await staff.PostAsJsonAsync("/api/awards", new
        {
            achievement,
            awardedOn = "2025-06-30",
            learner = new { givenName = "Kris", familyName = $"Stuk {number}" },
            evidence = Enumerable.Range(0, 20).Select(file => new { name = $"{file}", digest = SampleFiles.SriOf(fileOf(file)) }),
        });
        return (await answer.Content.JsonAsync()).Text("id");
    }

    /// <summary>Each award is one entry of the log, which was killed over as often; the demo's own award is one of them.</summary>
    private async Task AssertLoggedOnceAsync(int awards)
    {
        Finished check;
        do
            check = await CheckLogAsync();
        while (check.ExitCode == 0 && !check.Output.Contains(" pending=0 ", StringComparison.Ordinal));
        // The entries are counted first: those that were pending then may be in the log by the time that what is pending is counted.
        check = await CheckLogAsync();
        Assert.Equal((0, $"entries={awards} pending=0 records={awards} differences=0\n"), (check.ExitCode, check.Output));
    }

    private Task<Finished> CheckLogAsync() => AppProgram.RunAsync(["--data", _folder.Path, "log", "check"]);

    private async Task<string> NewKeyAsync() =>
        (await AppProgram.RunAsync(["--data", _folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();

    /// <summary>Every other kill waits for work: on a busy machine a start may need longer than the whole random while.</summary>
    private static async Task KillSoonAsync(RunningService service, int milliseconds, Task? begun = null)
    {
        await (begun ?? Task.CompletedTask);
        await Task.Delay(milliseconds);
        await service.KillAsync();
    }

    private static Task MoreThanAsync(int count, ConcurrentDictionary<int, string> acknowledged) => MoreThanAsync(count, () => acknowledged.Count);

    private static async Task MoreThanAsync(int count, Func<int> acknowledged)
    {
        for (var tries = 0; acknowledged() <= count && tries < 1500; tries++)
            await Task.Delay(10);
    }

    private static async Task AwardUntilKilledAsync(HttpClient staff, string achievement, Func<int> next, ConcurrentDictionary<int, string> acknowledged)
    {
        while (true)
        {
            var number = next();
            try
            {
                using var answer = await staff.AwardAsync(achievement, "Kris", $"Nummer {number}");
                Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
                acknowledged[number] = (await answer.Content.JsonAsync()).Text("id");
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException)
            {
                return;
            }
        }
    }

    private static async Task<List<string>> ReadAllAsync(HttpClient staff, string achievement)
    {
        var (ids, cursor) = (new List<string>(), "");
        do
        {
            var page = await staff.GetFromJsonAsync<JsonElement>($"/api/credentials?limit=200&achievement={achievement}{cursor}");
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(item => item.Text("id")));
            cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : "";
        }
        while (cursor.Length > 0);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        return ids;
    }

    private static async Task AssertIndexesAreDistinctAsync(HttpClient staff, List<string> ids)
    {
        var entries = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (id, _) =>
        {
            Assert.True(StrictBase64Url.TryDecode((await staff.CredentialAsync(id)).Split('.')[1], out var payload));
            using var credential = JsonDocument.Parse(payload);
            entries.Add(credential.RootElement.GetProperty("credentialStatus").Text("id"));
        });
        Assert.Equal(ids.Count, entries.Distinct().Count());
    }
}
