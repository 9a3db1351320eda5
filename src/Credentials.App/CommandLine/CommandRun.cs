using System.CommandLine;
using Credentials.App.Composition;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Options;

namespace Credentials.App.CommandLine;

/// <summary>Runs the command line: usage faults, refused starts and problems become one clear line on standard error and an exit code.</summary>
internal static class CommandRun
{
    public static async Task<int> InvokeAsync(RootCommand program, string[] args)
    {
        var parsed = program.Parse(SettingWords.Mark(args));
        var fault = parsed.Errors.Count > 0 ? parsed.Errors[0].Message : SettingWords.FindUnknown(parsed) is { } word ? $"'{word}' is not understood." : null;
        if (fault is not null)
        {
            await Console.Error.WriteLineAsync($"{fault} --help tells what is.");
            return ExitCode.Usage;
        }

        try
        {
            // Signals belong to the web host; a command that is interrupted ends at once and its work goes on where it stopped.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (StartRefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCode.BadConfiguration;
        }
    }

    /// <summary>Runs a command's work on the data folder that the command line names, beside a running service or without one.</summary>
    /// <param name="needsAddress">Whether the work writes or compares DIDs and links, so that the public address must be settled.</param>
    public static async Task<int> OnFolderAsync(
        ParseResult parsed, bool needsAddress, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        await using var app = await RefusingAsync(async () =>
        {
            var built = ServiceHost.Build(RequestOf(parsed, isService: false));
            if (needsAddress)
                await ServiceStart.PrepareCommandAsync(built, cancel);
            return built;
        });
        return await work(app.Services, cancel);
    }

    public static HostRequest RequestOf(ParseResult parsed, bool isService) =>
        new(parsed.GetValue(SharedOptions.Urls), parsed.GetValue(SharedOptions.Folder), SettingWords.Of(parsed), isService);

    /// <summary>During a start, what a part or the machine refuses is a matter of configuration and needs no stack trace.</summary>
    public static async Task<T> RefusingAsync<T>(Func<Task<T>> start)
    {
        try
        {
            return await start();
        }
        catch (Exception fault) when (fault is StorageException or OptionsValidationException or DllNotFoundException
            or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException)
        {
            throw new StartRefusedException(fault.Message);
        }
    }

    /// <summary>A problem, its places included, for a log or a refused start.</summary>
    public static string OneLine(Problem problem) =>
        string.Join("; ", problem.Errors.Select(error => $"{error.Pointer} {error.Detail}").Prepend(problem.Detail));

    /// <summary>Tells a problem, its places included, and answers the exit code.</summary>
    public static int Tell(Problem problem)
    {
        Console.Error.WriteLine(problem.Detail);
        foreach (var error in problem.Errors)
            Console.Error.WriteLine($"  {error.Pointer}: {error.Detail}");
        return ExitCode.BadInput;
    }
}
