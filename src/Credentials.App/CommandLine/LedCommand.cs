using System.CommandLine;
using Credentials.EvidenceStore.Led;
using Credentials.EvidenceStore.Registering;

namespace Credentials.App.CommandLine;

/// <summary>
/// <c>led import DIR|FILE</c>: reads answers of LED's GeefBewijs into records. What is refused is listed on standard error with its reason; the totals are
/// the last line of standard output. Run again it adds nothing.
/// </summary>
internal static class LedCommand
{
    private static readonly Argument<string> From = new("from") { Description = "An answer, or a folder of them (*.xml).", HelpName = "DIR|FILE" };

    public static Command Create()
    {
        var import = new Command("import", "Reads answers of GeefBewijs into records; exit code 1 tells that a file could not be read.") { From };
        import.SetAction(async (parsed, cancel) =>
        {
            var from = parsed.GetRequiredValue(From);
            if (FilesOf(from) is { } files)
                return await CommandRun.OnFolderAsync(parsed, needsAddress: false, (services, stop) => ImportAsync(files, services, stop), cancel);
            await Console.Error.WriteLineAsync($"There is no file or folder {Path.GetFullPath(from)}.");
            return ExitCode.NoInput;
        });
        return new Command("led", "LED, the Flemish register of learning and experience proofs.") { import };
    }

    private static string[]? FilesOf(string from) => Directory.Exists(from)
        ? [.. Directory.EnumerateFiles(from, "*.xml").Order(StringComparer.Ordinal)]
        : File.Exists(from) ? [from] : null;

    private static async Task<int> ImportAsync(string[] files, IServiceProvider services, CancellationToken cancel)
    {
        var import = services.GetRequiredService<ImportLedProofs>();
        var faults = new List<string>();
        var unread = 0;
        var totals = await OnTerminal.WithProgressAsync("LED", async (IProgress<(int, int)>? progress) =>
        {
            var (proofs, records, refused, added) = (0, 0, 0, 0);
            for (var file = 0; file < files.Length; file++)
            {
                var name = OnTerminal.Plain(Path.GetFileName(files[file]));
                if ((await ReadAsync(import, files[file], cancel)).TryGet(out var answer, out var problem))
                {
                    (proofs, records, refused, added) =
                        (proofs + answer.Proofs, records + answer.Records, refused + answer.Refused.Count, added + answer.Added);
                    faults.AddRange(answer.Refused.Select(one => OnTerminal.Plain(
                        $"{name}: {one.Supplier ?? "(no supplier)"} {one.Reference ?? "(no reference)"}: {one.Reason}: {one.Detail}")));
                }
                else
                {
                    unread++;
                    faults.Add($"{name}: not read: {CommandRun.OneLine(problem)}");
                }
                progress?.Report((file + 1, files.Length));
            }
            return (proofs, records, refused, added);
        });
        foreach (var fault in faults)
            await Console.Error.WriteLineAsync(fault);
        Console.WriteLine($"files={files.Length} proofs={totals.proofs} records={totals.records} refused={totals.refused} added={totals.added}");
        return unread > 0 ? ExitCode.No : ExitCode.Done;
    }

    private static async Task<Result<ImportedAnswer>> ReadAsync(ImportLedProofs import, string file, CancellationToken cancel)
    {
        try
        {
            if (new FileInfo(file).Length > LedAnswer.MostBytes)
                return new Problem(ProblemCode.TooLarge, $"The file has more than {LedAnswer.MostBytes} bytes.");
            return await import.RunAsync(await File.ReadAllBytesAsync(file, cancel), cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem(ProblemCode.InvalidInput, fault.Message);
        }
    }
}
