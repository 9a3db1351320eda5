using System.CommandLine;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.SigningKeys;
using Credentials.Keys;
using Spectre.Console;

namespace Credentials.App.CommandLine;

/// <summary>
/// <c>keys create|retire|list</c>: the signing keys of a centre. What a retired key signed before stays valid.
/// <c>keys rotate-master</c>: the key that everything personal is encrypted under.
/// </summary>
internal static class KeysCommand
{
    private static readonly Option<string> Centre = new("--centre") { Description = "Whose keys.", HelpName = "SLUG", Required = true };

    private static readonly Option<string> Algorithm = new Option<string>("--algorithm")
    {
        Description = "ed25519 or p256.",
        DefaultValueFactory = _ => "ed25519",
    }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, "ed25519", "p256");

    private static readonly Argument<string> Key = new("key") { Description = "The key's name, e.g. key-1, or its whole DID URL." };

    private static readonly Option<DateTimeOffset?> CompromisedFrom = new("--compromised-from")
    {
        Description = "From this moment on nothing signed with the key is valid, e.g. 2026-06-30T00:00:00Z.",
        HelpName = "TIME",
    };

    public static Command Create()
    {
        var create = new Command("create", "Makes a signing key, which signs from now on, and prints its name.") { Centre, Algorithm };
        create.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: true, (services, stop) => CreateAsync(parsed, services, stop), cancel));
        var retire = new Command("retire", "Takes a key out of use; where it was the last, its successor is made first.") { Key, Centre, CompromisedFrom };
        retire.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: true, (services, stop) => RetireAsync(parsed, services, stop), cancel));
        var list = new Command("list", "Lists the keys a centre has and had.") { Centre };
        list.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: false, (services, stop) => ListAsync(parsed, services, stop), cancel));
        return new Command("keys", "The signing keys of a centre, and the master key of the installation.") { create, retire, list, RotateMasterCommand.Create() };
    }

    private static async Task<int> CreateAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancel)
    {
        var algorithm = parsed.GetRequiredValue(Algorithm).Equals("p256", StringComparison.OrdinalIgnoreCase) ? KeyAlgorithm.P256 : KeyAlgorithm.Ed25519;
        return Show(await services.GetRequiredService<CreateKey>().RunAsync(parsed.GetRequiredValue(Centre), algorithm, cancel: cancel));
    }

    private static async Task<int> RetireAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancel) =>
        Show(await services.GetRequiredService<RetireKey>().RunAsync(
            parsed.GetRequiredValue(Centre), parsed.GetRequiredValue(Key), parsed.GetValue(CompromisedFrom), cancel));

    private static int Show(Result<KeyPeriod> result)
    {
        if (!result.TryGet(out var key, out var problem))
            return CommandRun.Tell(problem);
        Console.WriteLine(key.VerificationMethod);
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancel)
    {
        if (await services.GetRequiredService<Centres>().FindAsync(parsed.GetRequiredValue(Centre), cancel) is not { } centre)
            return CommandRun.Tell(new Problem(ProblemCode.NotFound, "There is no such centre."));
        var table = new Table().Border(TableBorder.Minimal).AddColumns("key", "algorithm", "from", "until", "compromised from");
        foreach (var key in centre.Keys)
        {
            table.AddRow(
                new Text(key.VerificationMethod), new Text(key.Key.JwsAlgorithm), new Text($"{key.From:u}"), new Text($"{key.Until:u}"),
                new Text($"{key.CompromisedFrom:u}"));
        }

        OnTerminal.Out.Write(table);
        return ExitCode.Done;
    }
}
