using System.Diagnostics;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

/// <summary>The README's tour, line by line as it stands there, against the real service.</summary>
public sealed class ReadmeTourTests
{
    private const string Command = "credentials() { dotnet run -v q --no-build --project src/Credentials.App -- \"$@\"; }";
    private const string Service = "SERVICE=http://localhost:8080\n";

    [InstalledFact("bash", "curl", "jq")]
    public async Task Every_line_of_the_tour_works()
    {
        using var folder = new TemporaryFolder();
        await using var service = await RunningService.StartAsync(folder.File("data"));
        await service.ToldAsync();

        var finished = await RunAsync(Tour(service.Address, folder));
        Assert.True(finished.ExitCode == 0, $"{finished.ExitCode}\n{finished.Output}\n{finished.Error}");
        var lines = finished.Output.Split('\n');
        Assert.Contains("informatica-algemeen  Informatica algemeen", lines);
        Assert.Contains("  VKS-niveau 3  http://data.europa.eu/snb/qdr/c_650d7e95", lines);
        Assert.Contains("valid", lines);
        Assert.Contains(lines, line => line.TrimEnd() == "VALID");
        Assert.Contains("\"revoked\"", lines);
        Assert.Contains("invalid", lines);
        Assert.Contains("exit code 1", lines);
        Assert.Contains("completed: total=12 awarded=0 existing=11 rejected=1", lines);
        Assert.Contains("Nora Claes", await File.ReadAllTextAsync(folder.File("share.html")), StringComparison.Ordinal);
    }

    /// <summary>The block with this test's own port and folders in place of the usual ones.</summary>
    private static string Tour(string address, TemporaryFolder folder)
    {
        var readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
        var tour = readme.Split("<!-- tour:", 2)[1].Split("```bash\n", 2)[1].Split("\n```", 2)[0];
        Assert.Contains(Command, tour, StringComparison.Ordinal);
        Assert.Contains(Service, tour, StringComparison.Ordinal);
        return tour
            .Replace("/tmp/", folder.Path + "/", StringComparison.Ordinal)
            .Replace(Command, $"credentials() {{ dotnet exec '{AppProgram.Assembly}' --data '{folder.File("data")}' \"$@\"; }}", StringComparison.Ordinal)
            .Replace(Service, $"SERVICE={address}\n", StringComparison.Ordinal);
    }

    private static async Task<Finished> RunAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Finished(process.ExitCode, output, await error);
    }
}
