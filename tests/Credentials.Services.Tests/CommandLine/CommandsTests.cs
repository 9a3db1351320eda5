using System.Text.Json;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.CommandLine;

/// <summary>The commands on the data of a running service, as its users type them.</summary>
public sealed class CommandsTests(CommandsTests.Running running) : IClassFixture<CommandsTests.Running>
{
    [Fact]
    public async Task A_centre_made_on_the_command_line_awards_at_once_with_a_key_made_there()
    {
        var created = await running.CommandAsync(
            "centres", "create", "cvo-noord", "--name", "CVO Noord", "--kbo", "0566.988.259", "--levels", "2-5", "--locality", "Antwerpen");
        Assert.Equal(0, created.ExitCode);
        Assert.Equal($"did:web:localhost%3A{new Uri(running.Service.Address).Port}:centres:cvo-noord", created.Output.Trim());
        using var staff = running.Service.Client(await running.KeyAsync("cvo-noord"));
        using var put = await staff.PutAsync("/api/achievements/sample", JsonContentOf(SampleAchievements.Marked("sample", level: 4)));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        var award = await staff.AwardedAsync("sample", "Joke", "Smets");
        using var anyone = running.Service.Client();
        Assert.Equal("valid", (await anyone.VerifiedAsync(await staff.CredentialAsync(award.Text("id")))).Text("verdict"));
    }

    [Fact]
    public async Task A_new_key_is_printed_alone_listed_without_its_secret_and_refused_once_revoked()
    {
        var key = await running.KeyAsync("demo");
        Assert.Matches(@"^\S+\.\S+$", key);
        using var staff = running.Service.Client(key);
        Assert.NotEmpty(await staff.FirstAchievementAsync());
        var list = await running.CommandAsync("api-keys", "list");
        Assert.Contains(key.Split('.')[0], list.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key.Split('.')[1], list.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await running.CommandAsync("api-keys", "revoke", key.Split('.')[0])).ExitCode);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, await staff.StatusAsync(HttpMethod.Get, "/api/achievements"));
    }

    [Fact]
    public async Task A_sign_in_link_is_printed_alone_and_signs_in_at_the_running_service()
    {
        var made = await running.CommandAsync("staff", "link", "--centre", "demo", "--role", "issuer", "--name", "An Claes");
        Assert.Matches("^" + System.Text.RegularExpressions.Regex.Escape(running.Service.Address.TrimEnd('/').Replace("127.0.0.1", "localhost", StringComparison.Ordinal)) + @"/staff/sign-in/link/\S{44}\n$", made.Output);
        Assert.Equal(0, made.ExitCode);
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var used = await browser.PostAsync(made.Output.Trim(), new FormUrlEncodedContent([]));
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, used.StatusCode);
        using var again = await browser.PostAsync(made.Output.Trim(), new FormUrlEncodedContent([]));
        Assert.Equal(System.Net.HttpStatusCode.Gone, again.StatusCode);
    }

    [Theory]
    [InlineData("administrator")]
    [InlineData("authority")]
    public async Task Keys_of_no_centre_ignore_the_centre(string role)
    {
        var created = await running.CommandAsync("api-keys", "create", "--role", role, "--centre", "nowhere");
        Assert.Equal(0, created.ExitCode);
        Assert.Matches(@"^\S+\.\S+\n$", created.Output);
    }

    [Fact]
    public async Task A_class_list_is_awarded_beside_the_service_and_tells_its_totals_last()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("class list.csv");
        await File.WriteAllTextAsync(file, SampleClassLists.Good("informatica-algemeen", 300, "cli"));
        var first = await running.CommandAsync("award", file, "--centre", "demo");
        var again = await running.CommandAsync("award", file, "--centre", "demo");
        Assert.Equal((0, "completed: total=300 awarded=300 existing=0 rejected=0"), (first.ExitCode, LastLine(first)));
        Assert.Equal((0, "completed: total=300 awarded=0 existing=300 rejected=0"), (again.ExitCode, LastLine(again)));

        await File.AppendAllTextAsync(file, "informatica-algemeen,Lien,Aerts,1990-01-02,,,2999-01-01,\n");
        var faulty = await running.CommandAsync("award", file, "--centre", "demo");
        Assert.Equal((1, "completed: total=301 awarded=0 existing=300 rejected=1"), (faulty.ExitCode, LastLine(faulty)));
        Assert.Contains("302", faulty.Output, StringComparison.Ordinal);
        Assert.Contains("date-in-the-future", faulty.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_ends_with_0_1_or_2()
    {
        using var folder = new TemporaryFolder();
        using var staff = running.Service.Client(await running.KeyAsync("demo"));
        var award = await staff.AwardedAsync(await staff.FirstAchievementAsync(), "Mats", "Goossens");
        var file = folder.File("credential.jwt");
        await File.WriteAllTextAsync(file, await staff.CredentialAsync(award.Text("id")));
        var share = award.GetProperty("links").Text("share");

        var valid = await running.CommandAsync("verify", file);
        Assert.Equal(0, valid.ExitCode);
        Assert.Contains("VALID", valid.Output, StringComparison.Ordinal);
        Assert.Contains("CVO Demerland", valid.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', valid.Output);
        Assert.Equal(0, (await running.CommandAsync("verify", share)).ExitCode);

        // Without this installation's data nobody knows the centre.
        var elsewhere = await AppProgram.RunAsync(["--data", folder.File("none"), "verify", "-", "--json"], await File.ReadAllTextAsync(file));
        Assert.Equal(2, elsewhere.ExitCode);
        using (var report = JsonDocument.Parse(elsewhere.Output))
            Assert.Equal("undetermined", report.RootElement.Text("verdict"));
        Assert.False(Directory.Exists(folder.File("none")));

        (await staff.SetStatusAsync(award.Text("id"), "revoked")).Dispose();
        var revoked = await running.CommandAsync("verify", share, "--json");
        Assert.Equal(1, revoked.ExitCode);
        using (var report = JsonDocument.Parse(revoked.Output))
            Assert.Equal("failed", report.RootElement.OutcomeOf("status"));
    }

    [Fact]
    public async Task Without_data_a_link_under_the_default_address_is_asked_of_the_service_there()
    {
        using var folder = new TemporaryFolder();

        var finished = await AppProgram.RunAsync(["--data", folder.File("none"), "verify", "http://localhost:8080/s/not-a-link"]);

        Assert.Equal(66, finished.ExitCode);
        Assert.Contains("localhost", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_class_list_cannot_steer_the_terminal()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("list.csv");
        await File.WriteAllTextAsync(file, "achievement,givenName,familyName,awardedOn,\e[31mred\ninformatica-algemeen,Lien\e[2J,Aerts,2025-06-30,x\n");

        var finished = await running.CommandAsync("award", file, "--centre", "demo");

        Assert.Equal(1, finished.ExitCode);
        Assert.Contains("[31mred", finished.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', finished.Output);
    }

    [Fact]
    public async Task What_a_retired_key_signed_stays_valid_and_its_successor_signs_at_once()
    {
        Assert.Equal(0, (await running.CommandAsync(
            "centres", "create", "cvo-sleutel", "--name", "CVO Sleutel", "--kbo", "0566988259", "--levels", "vks:4,eqf:4")).ExitCode);
        using var staff = running.Service.Client(await running.KeyAsync("cvo-sleutel"));
        using var put = await staff.PutAsync("/api/achievements/sample", JsonContentOf(SampleAchievements.Marked("sample", level: 4)));
        var before = await staff.CredentialAsync((await staff.AwardedAsync("sample", "Nina", "Vos")).Text("id"));
        Assert.EndsWith("#key-2", (await running.CommandAsync("keys", "create", "--centre", "cvo-sleutel", "--algorithm", "p256")).Output.Trim(), StringComparison.Ordinal);
        Assert.Equal(0, (await running.CommandAsync("keys", "retire", "key-1", "--centre", "cvo-sleutel")).ExitCode);
        var after = await staff.CredentialAsync((await staff.AwardedAsync("sample", "Olga", "Vos")).Text("id"));
        using var anyone = running.Service.Client();
        Assert.Equal("valid", (await anyone.VerifiedAsync(before)).Text("verdict"));
        Assert.Equal("valid", (await anyone.VerifiedAsync(after)).Text("verdict"));
        var list = await running.CommandAsync("keys", "list", "--centre", "cvo-sleutel");
        Assert.Contains("key-2", list.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(64, "verfy", "x")]
    [InlineData(64, "verify")]
    [InlineData(64, "--dta", "x")]
    [InlineData(64, "--Rolls=issuer")]
    [InlineData(64, "verify", "x", "--colour")]
    [InlineData(64, "api-keys", "create", "--role", "king")]
    [InlineData(64, "api-keys", "create", "--role", "issuer")]
    [InlineData(64, "staff", "link", "--centre", "demo", "--role", "king", "--name", "X")]
    [InlineData(64, "staff", "link", "--centre", "demo", "--role", "reader")]
    [InlineData(65, "staff", "link", "--centre", "nowhere", "--role", "reader", "--name", "X")]
    [InlineData(65, "staff", "link", "--centre", "demo", "--role", "reader", "--name", " ")]
    [InlineData(64, "centres", "create", "x", "--name", "X", "--kbo", "0566.988.259", "--levels", "9")]
    [InlineData(65, "centres", "create", "x", "--name", "X", "--kbo", "0566.988.258", "--levels", "4")]
    [InlineData(65, "centres", "create", "Not A Slug", "--name", "X", "--kbo", "0566.988.259", "--levels", "4")]
    [InlineData(65, "api-keys", "create", "--role", "issuer", "--centre", "nowhere")]
    [InlineData(66, "verify", "no-such-file")]
    [InlineData(66, "award", "no-such-file.csv", "--centre", "demo")]
    public async Task A_slip_is_one_clear_line_and_an_exit_code_of_its_own(int exitCode, params string[] arguments)
    {
        var finished = await running.CommandAsync(arguments);
        Assert.Equal((exitCode, ""), (finished.ExitCode, finished.Output));
        Assert.NotEmpty(finished.Error);
        Assert.DoesNotContain("   at ", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_can_be_given_to_every_command_before_or_behind_its_arguments()
    {
        var folder = $"--EvidenceStore:DataFolder={running.Folder}";
        var listed = await AppProgram.RunAsync([folder, "api-keys", "list", "--RateLimits:PerKey=5"]);
        Assert.Equal((0, ""), (listed.ExitCode, listed.Error));
        Assert.Contains("issuer", listed.Output, StringComparison.Ordinal);

        var alone = await AppProgram.RunAsync(["verify", "--Roles=verifier", "-", "--Logging:LogLevel:Default=Error"], "good morning");
        Assert.Equal(65, alone.ExitCode);
        var slip = await AppProgram.RunAsync(["api-keys", "list", "--EvidenceStor:DataFolder=x"]);
        Assert.Equal(64, slip.ExitCode);
        Assert.Contains("'--EvidenceStor:DataFolder=x' is not understood.", slip.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_that_is_none_is_answered_with_those_that_are()
    {
        var finished = await running.CommandAsync("api-keys", "create", "--role", "boss");
        Assert.Equal((64, ""), (finished.ExitCode, finished.Output));
        Assert.StartsWith("'boss' is no role: --role is issuer, authority or administrator.", finished.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_credential_is_told_as_such()
    {
        var finished = await AppProgram.RunAsync(["--data", running.Folder, "verify", "-"], "good morning");
        Assert.Equal((65, ""), (finished.ExitCode, finished.Output));
    }

    private static StringContent JsonContentOf(object value) =>
        new(JsonSerializer.Serialize(value), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));

    private static string LastLine(Finished finished) => finished.Output.TrimEnd().Split('\n')[^1];

    /// <summary>One running service for all of them.</summary>
    public sealed class Running : IAsyncLifetime, IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public RunningService Service { get; private set; } = null!;

        public string Folder => _folder.Path;

        public async Task InitializeAsync()
        {
            Service = await RunningService.StartAsync(Folder);
            await Service.ToldAsync();
        }

        public async Task DisposeAsync() => await Service.DisposeAsync();

        public void Dispose() => _folder.Dispose();

        public Task<Finished> CommandAsync(params string[] arguments) => AppProgram.RunAsync(["--data", Folder, .. arguments]);

        public async Task<string> KeyAsync(string centre)
        {
            var created = await CommandAsync("api-keys", "create", "--role", "issuer", "--centre", centre);
            Assert.Equal((0, ""), (created.ExitCode, created.Error));
            return created.Output.TrimEnd('\n');
        }
    }
}
