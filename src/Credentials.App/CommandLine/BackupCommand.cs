using System.CommandLine;
using Credentials.EvidenceStore;
using Credentials.EvidenceStore.BackingUp;
using Credentials.IssuerService;
using Credentials.PublicVerifier.Presentations;
using Microsoft.Extensions.Options;

namespace Credentials.App.CommandLine;

/// <summary><c>backup FILE</c>: the whole embedded store in one file, beside a running service or without one.</summary>
internal static class BackupCommand
{
    private static readonly Argument<string> Target = new("file") { Description = "The back-up to make; nothing is overwritten.", HelpName = "FILE.zip" };

    private static readonly Option<bool> WithoutKeys = new("--without-keys")
    {
        Description = "Leave secrets and signing keys out. Keep them apart: without them nobody can read or go on with the rest.",
    };

    public static Command Create()
    {
        var command = new Command("backup", "Copies database, secrets, signing keys and files as of one moment into one file.")
        {
            Target, Passphrases.FileOption, WithoutKeys,
        };
        command.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: false, (services, _) => Run(parsed, services), cancel));
        return command;
    }

    private static Task<int> Run(ParseResult parsed, IServiceProvider services) => Passphrases.UseAsync(parsed, passphrase =>
    {
        var isWithout = parsed.GetValue(WithoutKeys);
        if (isWithout && passphrase is not null)
            return CommandRun.Tell(new Problem(ProblemCode.InvalidInput, "There is nothing to encrypt without keys: give one of --passphrase-file and --without-keys."));
        var keys = isWithout ? KeysInBackUp.None : passphrase is not null ? KeysInBackUp.Sealed : KeysInBackUp.Clear;
        var file = parsed.GetRequiredValue(Target);
        var made = services.GetRequiredService<BackUpStore>().Run(new(file, keys, passphrase, [.. KeyPlaces(services)]), Console.Error.WriteLine);
        if (!made.TryGet(out var manifest, out var problem))
            return CommandRun.Tell(problem);
        foreach (var missing in manifest.LeftOut)
            Console.Error.WriteLine($"not in the back-up: {OnTerminal.Plain(missing)}");
        Console.Error.WriteLine(keys switch
        {
            KeysInBackUp.Clear => "The keys are in it: whoever has this file can read everything and sign for the centres. --passphrase-file encrypts them.",
            KeysInBackUp.Sealed => "Without the passphrase the back-up is of no use: keep it apart, and keep it.",
            _ => "Without secrets and signing keys the back-up is of no use: keep a copy of them apart.",
        });
        Console.WriteLine($"{Path.GetFullPath(file)}: {new FileInfo(file).Length} bytes, schema {manifest.Schema}, as of {manifest.CreatedAt:u}");
        return ExitCode.Done;
    });

    private static IEnumerable<(string Setting, string Path)> KeyPlaces(IServiceProvider services)
    {
        var store = services.GetRequiredService<IOptions<EvidenceStoreOptions>>().Value;
        if (store.MasterKeyFile is { } masterKey)
            yield return ("EvidenceStore:MasterKeyFile", masterKey);
        foreach (var (number, earlier) in store.EarlierMasterKeyFiles.Index())
            yield return ($"EvidenceStore:EarlierMasterKeyFiles:{number}", earlier);
        if (services.GetService<IOptions<IssuerServiceOptions>>()?.Value.KeysFolder is { } signingKeys)
            yield return ("IssuerService:KeysFolder", signingKeys);
        if (services.GetService<IOptions<VerifierOptions>>()?.Value.KeyFile is { } verifierKey)
            yield return ("PublicVerifier:KeyFile", verifierKey);
    }
}
