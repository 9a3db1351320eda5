using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

/// <summary>Back-up and restore on the real processes: beside a service at work, and killed at random moments.</summary>
public sealed class BackUpUnderLoadTests : IDisposable
{
    private const int Rows = 2_000;

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();

    private string Original => _folder.File("original");

    private string Restored => _folder.File("restored");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_acknowledged_before_the_back_up_is_restored_and_new_awards_use_new_lists()
    {
        var acknowledged = new ConcurrentQueue<string>();
        List<string> before;
        HashSet<string> given;
        string key, achievement, batch;
        await using (var service = await RunningService.StartAsync(Original, _port))
        {
            key = await NewKeyAsync();
            using var staff = service.Client(key);
            achievement = await staff.FirstAchievementAsync();
            (await staff.PutAsJsonAsync($"/api/achievements/{SampleClassLists.Marked}", SampleAchievements.Marked(SampleClassLists.Marked, level: 4))).EnsureSuccessStatusCode();
            batch = (await staff.PostClassListAsync(SampleClassLists.Good(SampleClassLists.Marked, Rows))).Text("id");
            using var stop = new CancellationTokenSource();
            var next = 0;
            var load = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AwardUntilAsync(staff, achievement, () => Interlocked.Increment(ref next), acknowledged, stop.Token)));
            while (acknowledged.Count < 40)
                await Task.Yield();

            before = [.. acknowledged];
            var made = await AppProgram.RunAsync(["--data", Original, "backup", _folder.File("one.zip")]);
            Assert.True(made.ExitCode == 0, made.Error);
            Assert.DoesNotContain("Kris", made.Output + made.Error, StringComparison.Ordinal);

            // Awards go on after the back-up, in the lists that it knows.
            var count = acknowledged.Count;
            while (acknowledged.Count < count + 20)
                await Task.Yield();
            await stop.CancelAsync();
            await load;
            await staff.FinishedBatchAsync(batch);
            given = await EntriesAsync(staff, acknowledged);
            await service.KillAsync();
        }

        var restored = await AppProgram.RunAsync(["--data", Restored, "restore", _folder.File("one.zip")]);
        Assert.True(restored.ExitCode == 0, restored.Error);
        string first;
        await using (var service = await RunningService.StartAsync(Restored, _port))
        {
            using var staff = service.Client(key);
            first = await NewListAsync(staff, achievement, "Eerste", given);
            await service.KillAsync();
        }

        await using var survivor = await RunningService.StartAsync(Restored, _port);
        using var client = survivor.Client(key);
        Assert.Equal(first, await NewListAsync(client, achievement, "Tweede", given));
        foreach (var id in before)
        {
            var report = await client.VerifiedAsync(await client.CredentialAsync(id));
            Assert.Equal("valid", report.Text("verdict"));
        }

        // The class list that was under way goes on where the back-up had it, and awards nobody twice.
        var end = await client.FinishedBatchAsync(batch);
        Assert.Equal(("completed", Rows, 0), (end.Text("state"), end.GetProperty("awarded").GetInt32(), end.GetProperty("rejected").GetInt32()));
        Assert.Equal(Rows, await CountAsync(client, SampleClassLists.Marked));

        // An old list is closed, not dead.
        var revoked = await client.CredentialAsync(before[0]);
        (await client.SetStatusAsync(before[0], "revoked")).EnsureSuccessStatusCode();
        Assert.Equal("failed", (await client.VerifiedAsync(revoked)).OutcomeOf("status"));
    }

    [Fact]
    public async Task Killed_at_any_moment_neither_leaves_anything_half()
    {
        var random = new Random(Environment.TickCount);
        string key, id;
        await using (var service = await RunningService.StartAsync(Original, _port))
        {
            key = await NewKeyAsync();
            using var staff = service.Client(key);
            (await staff.PutAsJsonAsync($"/api/achievements/{SampleClassLists.Marked}", SampleAchievements.Marked(SampleClassLists.Marked, level: 4))).EnsureSuccessStatusCode();
            await staff.FinishedBatchAsync((await staff.PostClassListAsync(SampleClassLists.Good(SampleClassLists.Marked, Rows))).Text("id"));
            id = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Kris", "Eerst")).Text("id");
        }

        var file = _folder.File("killed.zip");
        for (var kill = 0; kill < 5; kill++)
        {
            await KillAsync(random.Next(150, 700), "--data", Original, "backup", file);
            if (!File.Exists(file))
                continue;
            await AssertRestoresAsync(file, key, id);
            File.Delete(file);
            Directory.Delete(Restored, recursive: true);
        }

        Assert.Equal(0, (await AppProgram.RunAsync(["--data", Original, "backup", file])).ExitCode);
        Assert.False(Directory.Exists(file + ".partial"));
        for (var kill = 0; kill < 5; kill++)
        {
            await KillAsync(random.Next(150, 500), "--data", Restored, "restore", file);
            var again = await AppProgram.RunAsync(["--data", Restored, "restore", file]);
            Assert.True(again.ExitCode == 0 || again.Error.Contains("not empty", StringComparison.Ordinal) || again.Error.Contains("finished now", StringComparison.Ordinal), again.Error);
            if (kill == 4)
                break;
            Assert.True(File.Exists(Path.Combine(Restored, "credentials.db")));
            Assert.False(Directory.Exists(Path.Combine(Restored, ".restoring")));
            Directory.Delete(Restored, recursive: true);
        }

        await AssertWholeAsync(key, id);
    }

    private async Task AssertRestoresAsync(string file, string key, string id)
    {
        var restored = await AppProgram.RunAsync(["--data", Restored, "restore", file]);
        Assert.True(restored.ExitCode == 0, restored.Error);
        await AssertWholeAsync(key, id);
    }

    private async Task AssertWholeAsync(string key, string id)
    {
        await using var service = await RunningService.StartAsync(Restored, _port);
        using var staff = service.Client(key);
        Assert.Equal(Rows, await CountAsync(staff, SampleClassLists.Marked));
        Assert.Equal("valid", (await staff.VerifiedAsync(await staff.CredentialAsync(id))).Text("verdict"));
    }

    private async Task<string> NewKeyAsync() =>
        (await AppProgram.RunAsync(["--data", Original, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();

    private static async Task KillAsync(int milliseconds, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(AppProgram.StartOf(arguments, environment: null, folder: null))!;
        await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(milliseconds));
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task AwardUntilAsync(
        HttpClient staff, string achievement, Func<int> next, ConcurrentQueue<string> acknowledged, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
            acknowledged.Enqueue((await staff.AwardedAsync(achievement, "Kris", $"Nummer {next()}")).Text("id"));
    }

    /// <summary>Awards, and answers the list that the credential names, which none given out before may be.</summary>
    private static async Task<string> NewListAsync(HttpClient staff, string achievement, string name, HashSet<string> given)
    {
        var award = await staff.AwardedAsync(achievement, "Nieuw", name);
        var list = ListOf(Assert.Single(await EntriesAsync(staff, [award.Text("id")])));
        Assert.DoesNotContain(list, given.Select(ListOf));
        return list;
    }

    private static async Task<HashSet<string>> EntriesAsync(HttpClient staff, IEnumerable<string> ids)
    {
        var entries = new HashSet<string>();
        foreach (var id in ids)
        {
            Assert.True(StrictBase64Url.TryDecode((await staff.CredentialAsync(id)).Split('.')[1], out var payload));
            using var credential = JsonDocument.Parse(payload);
            Assert.True(entries.Add(credential.RootElement.GetProperty("credentialStatus").Text("id")));
        }

        return entries;
    }

    private static string ListOf(string entry) => entry.Split('#')[0];

    private static async Task<int> CountAsync(HttpClient staff, string achievement)
    {
        var (count, cursor) = (0, "");
        do
        {
            var page = await staff.GetFromJsonAsync<JsonElement>($"/api/credentials?limit=200&achievement={achievement}{cursor}");
            count += page.GetProperty("items").GetArrayLength();
            cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : "";
        }
        while (cursor.Length > 0);
        return count;
    }
}
