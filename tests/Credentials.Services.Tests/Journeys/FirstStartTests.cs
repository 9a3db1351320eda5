using System.Net;
using System.Net.Sockets;
using Credentials.Services.Tests.Apps;

namespace Credentials.Services.Tests.Journeys;

public class FirstStartTests
{
    [Fact]
    public async Task A_first_start_on_a_port_that_is_taken_says_so_and_stores_nothing()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://localhost:{((IPEndPoint)taken.LocalEndpoint).Port}";

        var refused = await AppProgram.RunAsync(
            ["--urls", url, "--data", folder.Path], environment: new Dictionary<string, string?> { ["ASPNETCORE_ENVIRONMENT"] = "Development" });

        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains(url, refused.Error, StringComparison.Ordinal);
        Assert.Contains("--urls", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.db", SearchOption.AllDirectories));
    }
}
