using System.Diagnostics;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

public sealed class DemoTests
{
    [Fact]
    public async Task A_first_start_tells_key_verify_address_and_share_link_and_a_later_one_no_key()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Find();
        string key, link;
        await using (var first = await RunningService.StartAsync(folder.Path, port))
        {
            await first.ToldAsync();
            key = Word(first.Output, "Staff API key");
            link = Word(first.Output, "Share link");
            Assert.Equal($"{first.Address}/verify", Word(first.Output, "Verify"));
            using var staff = first.Client(key);
            Assert.NotEmpty(await staff.FirstAchievementAsync());
            using var anyone = first.Client();
            Assert.Contains("CVO Demerland", await anyone.GetStringAsync(link), StringComparison.Ordinal);
        }

        await using var second = await RunningService.StartAsync(folder.Path, port);
        await second.ToldAsync();
        Assert.DoesNotContain(key, second.Output, StringComparison.Ordinal);
        Assert.Contains("api-keys create --role issuer --centre demo", second.Output, StringComparison.Ordinal);
        Assert.Equal(link, Word(second.Output, "Share link"));
    }

    [Fact]
    public async Task Filling_that_is_killed_again_and_again_ends_with_one_of_everything()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort.Find();
        for (var milliseconds = 300; milliseconds <= 1500; milliseconds += 150)
        {
            using var process = Process.Start(AppProgram.StartOf(["--urls", $"http://localhost:{port}", "--data", folder.Path], null, null))!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            if (!process.WaitForExit(milliseconds))
                process.Kill();
            await process.WaitForExitAsync();
        }

        await using var service = await RunningService.StartAsync(folder.Path, port);
        var created = await AppProgram.RunAsync(["--data", folder.Path, "api-keys", "create", "--role", "issuer", "--centre", "demo"]);
        using var staff = service.Client(created.Output.Trim());
        var awards = await (await staff.GetAsync("/api/credentials")).Content.JsonAsync();
        Assert.Equal(1, awards.GetProperty("items").GetArrayLength());
        var achievements = await (await staff.GetAsync("/api/achievements")).Content.JsonAsync();
        var ids = achievements.GetProperty("items").EnumerateArray().Select(item => item.Text("id")).ToArray();
        Assert.Equal("informatica-algemeen", ids[0]);
        Assert.Equal(ids.Distinct().Count(), ids.Length);
        Assert.True(ids.Length >= 6);
        var document = await (await staff.GetAsync("/centres/demo/did.json")).Content.JsonAsync();
        Assert.Equal(2, document.GetProperty("assertionMethod").GetArrayLength());
    }

    [Fact]
    public async Task The_demo_command_fills_an_empty_store_and_leaves_any_other_alone()
    {
        using var folder = new TemporaryFolder();
        var filled = await AppProgram.RunAsync(["--data", folder.File("empty"), "demo"]);
        Assert.Equal(0, filled.ExitCode);
        Assert.StartsWith("http://localhost:8080/s/", Word(filled.Output, "Share link"), StringComparison.Ordinal);
        Assert.Equal(0, (await AppProgram.RunAsync(["--data", folder.File("empty"), "demo"])).ExitCode);

        string[] used = ["--data", folder.File("used")];
        await AppProgram.RunAsync([.. used, "centres", "create", "cvo", "--name", "CVO", "--kbo", "0566.988.259", "--levels", "4"]);
        var refused = await AppProgram.RunAsync([.. used, "demo"]);
        Assert.Equal((65, ""), (refused.ExitCode, refused.Output));
        var key = await AppProgram.RunAsync([.. used, "api-keys", "create", "--role", "issuer", "--centre", "demo"]);
        Assert.Equal(65, key.ExitCode);
    }

    [InstalledFact("zbarimg")]
    public async Task The_QR_code_in_the_terminal_decodes_to_the_share_link_and_the_link_opens()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(folder.Path);
        await service.ToldAsync();
        var link = Word(service.Output, "Share link");
        var blocks = service.Output.Split('\n').SkipWhile(line => !line.StartsWith('█')).TakeWhile(line => line.StartsWith('█')).ToArray();
        Assert.Equal(link, await TerminalQr.DecodeAsync(blocks, folder.File("qr.pgm")));
        using var anyone = service.Client();
        using var page = await anyone.GetAsync(new Uri(link));
        Assert.True(page.IsSuccessStatusCode);
    }

    private static string Word(string output, string label) =>
        output.Split('\n').Single(line => line.StartsWith(label, StringComparison.Ordinal))[label.Length..].Trim().Split(' ')[0];
}
