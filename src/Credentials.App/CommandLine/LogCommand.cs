using System.CommandLine;
using Credentials.App.Composition;
using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Storage;

namespace Credentials.App.CommandLine;

/// <summary><c>log check</c>: proves the database against the log's signed checkpoint. Exit code 0 when all fits, 1 when something does not.</summary>
internal static class LogCommand
{
    private static readonly Option<FileInfo?> Since = new("--since")
    {
        Description = "A checkpoint that was kept (GET /log/checkpoint): the log must still begin with what it says.",
        HelpName = "FILE",
    };

    public static Command Create()
    {
        var check = new Command("check", "Proves every record against the log's last signed checkpoint and names what differs.") { Since };
        check.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: false, (services, stop) => CheckAsync(parsed, services, stop), cancel));
        return new Command("log", "The tamper-evident log of everything that happened to records.") { check };
    }

    private static async Task<int> CheckAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancel)
    {
        if (await FixedPublicAddress.FindStoredAsync(services.GetRequiredService<IEvidenceStorage>(), cancel) is not { } stored)
        {
            await Console.Error.WriteLineAsync("There is nothing to check: the service has never started on this data.");
            return ExitCode.NoInput;
        }

        services.GetRequiredService<FixedPublicAddress>().Settle(stored);
        string? earlier = null;
        if (parsed.GetValue(Since) is { } file)
        {
            if (!file.Exists)
            {
                await Console.Error.WriteLineAsync($"There is no file {file.FullName}.");
                return ExitCode.NoInput;
            }

            earlier = await File.ReadAllTextAsync(file.FullName, cancel);
        }

        var report = await services.GetRequiredService<CheckLog>().RunAsync(earlier, cancel);
        foreach (var difference in report.Differences)
            Console.WriteLine(OnTerminal.Plain(difference));
        if (report.Untold > 0)
            Console.WriteLine($"and {report.Untold} more");
        Console.WriteLine($"entries={report.Size} pending={report.Pending} records={report.Records} differences={report.Differences.Count + report.Untold}");
        return report.IsGood ? ExitCode.Done : ExitCode.No;
    }
}
