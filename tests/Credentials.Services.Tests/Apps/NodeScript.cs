using System.Diagnostics;
using System.Text.Json;

namespace Credentials.Services.Tests.Apps;

/// <summary>A script on others' libraries, which takes JSON on standard input and answers JSON on standard output.</summary>
internal static class NodeScript
{
    /// <param name="folder">Beside the tests, with its <c>package.json</c>.</param>
    /// <param name="script">The file in it.</param>
    /// <param name="order">What it is to do.</param>
    public static async Task<JsonElement> RunAsync(string folder, string script, object order)
    {
        var start = new ProcessStartInfo("node", script)
        {
            WorkingDirectory = PathOf(folder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(order));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error);
        return JsonElement.Parse(await output);
    }

    /// <summary>Why it cannot run here, or null.</summary>
    public static string? Missing(string folder) =>
        new InstalledFactAttribute("node").Skip
        ?? (Directory.Exists(Path.Combine(PathOf(folder), "node_modules")) ? null : $"its libraries are not installed (npm ci in {folder})");

    private static string PathOf(string folder) => Path.Combine(Repository.Root, "tests/Credentials.Services.Tests", folder);
}
