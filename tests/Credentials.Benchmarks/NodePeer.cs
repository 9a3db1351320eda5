using System.Diagnostics;

namespace Credentials.Benchmarks;

/// <summary>A script on others' libraries, which the tests use too.</summary>
internal static class NodePeer
{
    /// <param name="script">Beside the tests of the services, as <c>Wallets/node/speed.mjs</c>.</param>
    /// <param name="input">For standard input; null for none.</param>
    /// <returns>What it writes to standard output.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static string Run(string script, string? input = null)
    {
        var file = Path.Combine(Repository(), "tests/Credentials.Services.Tests", script);
        var start = new ProcessStartInfo("node", [file]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("node is not there");
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{script} failed; run npm ci in its folder first");
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Credentials.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("run it inside the repository");
    }
}
