using System.CommandLine;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.ClassLists;
using Spectre.Console;

namespace Credentials.App.CommandLine;

/// <summary>
/// <c>award FILE --centre SLUG</c>: awards a class list, here and now. Interrupted, it is finished by the service's next start, or by the same command
/// again, which awards nothing twice.
/// </summary>
internal static class AwardCommand
{
    private static readonly Argument<FileInfo> List = new("file") { Description = "The class list: CSV in UTF-8, XLSX, or a JSON array of awards.", HelpName = "FILE.csv" };

    private static readonly Option<string> Centre = new("--centre") { Description = "Who awards.", HelpName = "SLUG", Required = true };

    public static Command Create()
    {
        var command = new Command("award", "Awards a class list; row errors are listed, exit code 1 tells that there are some.") { List, Centre };
        command.SetAction(async (parsed, cancel) =>
        {
            var file = parsed.GetRequiredValue(List);
            if (file.Exists)
                return await CommandRun.OnFolderAsync(parsed, needsAddress: true, (services, stop) => RunAsync(parsed, file, services, stop), cancel);
            await Console.Error.WriteLineAsync($"There is no file {file.FullName}.");
            return ExitCode.NoInput;
        });
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, FileInfo file, IServiceProvider services, CancellationToken cancel)
    {
        var centre = parsed.GetRequiredValue(Centre);
        if (await services.GetRequiredService<Centres>().FindAsync(centre, cancel) is null)
            return CommandRun.Tell(new Problem(ProblemCode.NotFound, $"There is no centre '{centre}'."));
        var content = await File.ReadAllBytesAsync(file.FullName, cancel);
        var mediaType = AwardClassList.TypeOf(file.Name, content);
        var ended = await OnTerminal.WithProgressAsync(
            file.Name, progress => services.GetRequiredService<AwardClassList>().RunAsync(centre, mediaType, content, progress, cancel));
        if (!ended.TryGet(out var state, out var unreadable))
            return CommandRun.Tell(unreadable);
        ShowErrors(state);
        var totals = state.Document;
        Console.WriteLine(
            $"{totals.State}: total={totals.Total} awarded={totals.Awarded} existing={totals.Existing} rejected={totals.Rejected}");
        return !state.IsEnded ? ExitCode.Unavailable
            : totals.State == ClassListState.Completed && totals.Rejected == 0 && state.Errors.Count == 0 ? ExitCode.Done
            : ExitCode.No;
    }

    private static void ShowErrors(ClassListState state)
    {
        if (state.Errors.Count == 0)
            return;
        var table = new Table().Border(TableBorder.Minimal).AddColumns("row", "column", "value", "reason", "");
        foreach (var error in state.Errors)
        {
            table.AddRow(
                new Text($"{error.Row}"), new Text(OnTerminal.Plain(error.Column ?? "")), new Text(OnTerminal.Plain(error.Value ?? "")), new Text(error.Reason), new Text(error.Detail));
        }

        OnTerminal.Out.Write(table);
        if (state.ErrorsOmitted > 0)
            Console.WriteLine($"… and {state.ErrorsOmitted} more");
    }
}
