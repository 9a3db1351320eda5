using Credentials.EvidenceStore.Storage.Sql.Sqlite;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.CommandLine;

/// <summary><c>log check</c> beside a running service, and on what it leaves.</summary>
public sealed class LogCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_check_is_good_beside_the_service_and_names_what_a_hand_changed_afterwards()
    {
        string kept, record;
        await using (var service = await RunningService.StartAsync(_folder.Path))
        {
            var key = (await AppProgram.RunAsync(["--data", _folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"])).Output.Trim();
            using var staff = service.Client(key);
            record = (await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Log", "Boek")).Text("id");
            await LoggedAsync(staff, record);
            kept = _folder.File("checkpoint");
            await File.WriteAllTextAsync(kept, await staff.GetStringAsync("/log/checkpoint"));
            var good = await CheckAsync("--since", kept);
            Assert.Equal((0, "entries=2 pending=0 records=2 differences=0\n"), (good.ExitCode, good.Output));
        }

        using (var connection = SqliteConnection.Open(_folder.File("credentials.db"), TimeSpan.FromSeconds(10), 64))
            connection.Execute("UPDATE records SET obtained_on = obtained_on + 1 WHERE number = 2");
        var bad = await CheckAsync();
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains($"record {record}: its obtainedOn is 2025-07-01, and the log says 2025-06-30 (entry 1)\n", bad.Output, StringComparison.Ordinal);
        Assert.Equal("", bad.Error);

        await File.WriteAllTextAsync(kept, "no checkpoint");
        Assert.Contains("not signed", (await CheckAsync("--since", kept)).Output, StringComparison.Ordinal);
        Assert.Equal(66, (await CheckAsync("--since", kept + "x")).ExitCode);
    }

    [Fact]
    public async Task A_folder_on_which_nothing_ever_ran_has_nothing_to_check()
    {
        var nothing = await CheckAsync();
        Assert.Equal((66, ""), (nothing.ExitCode, nothing.Output));
        Assert.Contains("nothing to check", nothing.Error, StringComparison.Ordinal);
    }

    private Task<Finished> CheckAsync(params string[] options) => AppProgram.RunAsync(["--data", _folder.Path, "log", "check", .. options]);

    private static async Task LoggedAsync(HttpClient client, string record)
    {
        for (var looked = 0; await client.StatusAsync(HttpMethod.Get, $"/log/proof/inclusion?record={record}") != System.Net.HttpStatusCode.OK; looked++)
        {
            Assert.True(looked < 1000, "the award did not come into the log");
            await Task.Delay(20);
        }
    }
}
