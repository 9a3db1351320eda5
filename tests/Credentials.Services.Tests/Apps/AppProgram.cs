using System.Diagnostics;

namespace Credentials.Services.Tests.Apps;

/// <summary>What a finished command left.</summary>
public sealed record Finished(int ExitCode, string Output, string Error);

/// <summary>The app as its users run it: a process of its own, from the build output.</summary>
public static class AppProgram
{
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "Credentials.App.dll");

    /// <summary>Runs a command to its end, in Development unless the environment given says otherwise.</summary>
    public static async Task<Finished> RunAsync(
        IEnumerable<string> arguments, string? input = null, IReadOnlyDictionary<string, string?>? environment = null, string? folder = null)
    {
        using var process = Process.Start(StartOf(arguments, environment, folder, input is not null))!;
        if (input is not null)
        {
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
        }

        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Finished(process.ExitCode, await output, await error);
    }

    public static ProcessStartInfo StartOf(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment, string? folder, bool writesInput = false)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = writesInput,
            WorkingDirectory = folder ?? "",
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment.Remove("ASPNETCORE_URLS");
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            if (value is null)
                start.Environment.Remove(name);
            else
                start.Environment[name] = value;
        }

        return start;
    }
}
