using System.Net.Http.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Apps;
using Credentials.Services.Tests.StorageContracts;

namespace Credentials.Services.Tests.Journeys;

/// <summary>Two processes of the app, each with a data folder of its own, on one database of a server.</summary>
public abstract class TwoInstancesTests : IDisposable
{
    private const int Rows = 5_000;

    private readonly TemporaryFolder _first = new();
    private readonly TemporaryFolder _second = new();
    private readonly int _port = FreePort.Find();

    private Dictionary<string, string?> Settings => new()
    {
        ["Storage__Engine"] = Engine,
        ["Storage__ConnectionString"] = Database,
        ["PublicUrl"] = $"http://localhost:{_port}",
    };

    /// <summary>As <c>Storage:Engine</c> names it.</summary>
    protected abstract string Engine { get; }

    /// <summary>The connection string of a database of the test's own.</summary>
    protected abstract string Database { get; }

    public void Dispose()
    {
        Drop();
        _first.Dispose();
        _second.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A further opener beside the two processes.</summary>
    protected abstract IEvidenceStorage Open();

    protected abstract long CountReservations();

    /// <summary>Drops the database where one was made.</summary>
    protected abstract void Drop();

    /// <summary>The same class from both sides, in opposite orders so that they meet, and one side dies over it.</summary>
    [ContractFact]
    public async Task Both_award_the_same_class_and_one_is_killed_and_each_learner_has_one_award()
    {
        await using var first = await RunningService.StartAsync(_first.Path, _port, Settings);
        ShareSecrets();
        await using var second = await RunningService.StartAsync(_second.Path, environment: Settings);
        using var staff = first.Client(await NewKeyAsync());
        using var others = second.Client(await NewKeyAsync());
        (await staff.PutAsJsonAsync($"/api/achievements/{SampleClassLists.Marked}", SampleAchievements.Marked(SampleClassLists.Marked, level: 4))).EnsureSuccessStatusCode();
        var list = SampleClassLists.Good(SampleClassLists.Marked, Rows);
        await using var storage = Open();

        var posted = await Task.WhenAll(staff.PostClassListAsync(list), others.PostClassListAsync(Reversed(list)));
        var (own, orphan) = (posted[0].Text("id"), posted[1].Text("id"));
        await UntilAsync(async () => (await storage.CountLogAsync()).Documents > Rows / 4);
        await second.KillAsync();
        Assert.Equal(2, (await storage.ListRunningBatchesAsync()).Count);

        var ends = new[] { await staff.FinishedBatchAsync(own), await staff.FinishedBatchAsync(orphan) };
        Assert.All(ends, end => Assert.Equal(("completed", 0), (end.Text("state"), end.GetProperty("rejected").GetInt32())));
        Assert.Equal(Rows, ends.Sum(end => end.GetProperty("awarded").GetInt32()));
        Assert.Equal(Rows, ends.Sum(end => end.GetProperty("existing").GetInt32()));
        var awards = await ReadAllAsync(storage);
        Assert.Equal(Rows, awards.Count);
        Assert.Equal(Rows, awards.Select(award => award.LearnerId).Distinct().Count());
        Assert.Equal(Rows, awards.SelectMany(award => award.StatusSlots).Distinct().Count());
        Assert.Equal(0, CountReservations());
        await UntilAsync(async () => (await storage.ReadPendingEventsAsync(1)).Count == 0);
        var check = await AppProgram.RunAsync(["--data", _first.Path, "log", "check"], environment: Settings);
        Assert.Equal((0, $"entries={Rows + 1} pending=0 records={Rows + 1} differences=0\n"), (check.ExitCode, check.Output));
        Assert.Equal("valid", (await staff.VerifiedAsync(await staff.CredentialAsync($"{awards[Rows / 2].Id}"))).Text("verdict"));
    }

    [ContractFact]
    public async Task What_one_changes_the_other_sees_and_a_secret_of_its_own_is_refused()
    {
        await using var first = await RunningService.StartAsync(_first.Path, _port, Settings);
        var stranger = await AppProgram.RunAsync(["--urls", $"http://localhost:{FreePort.Find()}", "--data", _second.Path], environment: Settings);
        Assert.NotEqual(0, stranger.ExitCode);
        Assert.Contains("master.key", stranger.Error, StringComparison.Ordinal);

        ShareSecrets();
        await using var second = await RunningService.StartAsync(_second.Path, environment: Settings);
        var key = await NewKeyAsync();
        using var staff = first.Client(key);
        using var others = second.Client(key);
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Nora", "Claes");
        var credential = await others.CredentialAsync(award.Text("id"));
        var report = await others.VerifiedAsync(credential);
        Assert.True(report.Text("verdict") == "valid", report.GetRawText());
        Assert.Equal(System.Net.HttpStatusCode.OK, await others.StatusAsync(HttpMethod.Get, new Uri(award.GetProperty("links").Text("share")).PathAndQuery));
        (await others.PostAsJsonAsync($"/api/credentials/{award.Text("id")}/status", new { status = "revoked", reason = "entered by mistake" })).EnsureSuccessStatusCode();
        Assert.Equal("invalid", (await staff.VerifiedAsync(credential)).Text("verdict"));
        Assert.Equal("invalid", (await others.VerifiedAsync(credential)).Text("verdict"));
    }

    /// <summary>What an operator does for a further instance: the same secrets and signing keys.</summary>
    private void ShareSecrets()
    {
        foreach (var shared in (string[])["secrets", "keys"])
        {
            foreach (var file in Directory.EnumerateFiles(_first.File(shared), "*", SearchOption.AllDirectories))
            {
                var copy = _second.File(Path.GetRelativePath(_first.Path, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy, overwrite: true);
            }
        }
    }

    private async Task<string> NewKeyAsync()
    {
        var made = await AppProgram.RunAsync(["--data", _first.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"], environment: Settings);
        Assert.Equal((0, ""), (made.ExitCode, made.Error));
        return made.Output.Trim();
    }

    private static async Task<List<AwardDocument>> ReadAllAsync(IEvidenceStorage storage)
    {
        var (awards, cursor) = (new List<AwardDocument>(), (string?)null);
        do
        {
            var page = await storage.ListAwardsAsync(new("demo", 500) { AchievementId = SampleClassLists.Marked, Cursor = cursor }, CancellationToken.None);
            awards.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        return awards;
    }

    private static string Reversed(string list)
    {
        var lines = list.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('\n', lines.Skip(1).Reverse().Prepend(lines[0])) + "\n";
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var looked = 0; !await isSo(); looked++)
        {
            Assert.True(looked < 6000, "it did not come to that");
            await Task.Delay(10);
        }
    }
}
