using System.CommandLine;
using Credentials.EvidenceStore.BackingUp;
using Credentials.EvidenceStore.Storage;

namespace Credentials.App.CommandLine;

/// <summary><c>restore FILE</c>: a back-up into an empty data folder; <c>restore --database</c>: a database that came back by other means.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string?> Source = new("file")
    {
        Description = "The back-up.",
        HelpName = "FILE.zip",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<bool> Database = new("--database")
    {
        Description = "Make a database ready that pg_restore or a copied data folder brought back; the service must not run.",
    };

    public static Command Create()
    {
        var command = new Command("restore", "Restores a back-up into an empty data folder. New awards then use new status lists.")
        {
            Source, Passphrases.FileOption, Database,
        };
        command.SetAction((parsed, cancel) => (parsed.GetValue(Source), parsed.GetValue(Database)) switch
        {
            ({ } file, false) => CommandRun.OnFolderAsync(parsed, needsAddress: false, (services, _) => Run(parsed, file, services), cancel),
            (null, true) => CommandRun.OnFolderAsync(parsed, needsAddress: false, MakeReadyAsync, cancel),
            _ => Task.FromResult(TellUsage()),
        });
        return command;
    }

    private static Task<int> Run(ParseResult parsed, string file, IServiceProvider services) => Passphrases.UseAsync(parsed, passphrase =>
    {
        var restored = services.GetRequiredService<RestoreStore>().Run(file, passphrase, Console.Error.WriteLine);
        if (!restored.TryGet(out var manifest, out var problem))
            return CommandRun.Tell(problem);
        foreach (var missing in manifest.LeftOut)
            Console.Error.WriteLine($"not in the back-up, to be put in place by hand: {OnTerminal.Plain(missing)}");
        TellWhatToRepeat();
        Console.WriteLine($"restored: schema {manifest.Schema}, as of {manifest.CreatedAt:u}");
        return ExitCode.Done;
    });

    private static async Task<int> MakeReadyAsync(IServiceProvider services, CancellationToken cancel)
    {
        var storage = await CommandRun.RefusingAsync(() => Task.FromResult(services.GetRequiredService<IEvidenceStorage>()));
        await services.GetRequiredService<RestoreStore>().MakeReadyAsync(storage, cancel);
        TellWhatToRepeat();
        Console.WriteLine("ready");
        return ExitCode.Done;
    }

    private static void TellWhatToRepeat() => Console.Error.WriteLine(
        "What happened after the back-up is not in it. Repeat from your own notes: revocations and suspensions, erasures, retired signing keys, revoked API keys, "
        + "withdrawn shares, staff who were removed or given another role; award anew what was awarded since. The log goes on under a new name (/log/epochs).");

    private static int TellUsage()
    {
        Console.Error.WriteLine("Give the file of a back-up, or --database. --help tells what is.");
        return ExitCode.Usage;
    }
}
