using System.CommandLine;
using System.CommandLine.Parsing;
using Credentials.EvidenceStore.Access;
using Credentials.EvidenceStore.Recording;
using Credentials.Web.Access;
using Spectre.Console;

namespace Credentials.App.CommandLine;

/// <summary><c>api-keys create|list|revoke</c>. A new key, and a revocation, hold at once for a running service too.</summary>
internal static class ApiKeysCommand
{
    private static readonly Option<CallerRole> Role = new("--role")
    {
        Description = "issuer, authority or administrator.",
        HelpName = "ROLE",
        Required = true,
        CustomParser = ParseRole,
    };

    private static readonly Option<string?> Centre = new("--centre") { Description = "The one centre that an issuer key belongs to.", HelpName = "SLUG" };

    private static readonly Argument<string> Id = new("id") { Description = "The key's id: the part of the key before the dot." };

    public static Command Create()
    {
        var create = new Command("create", "Makes a key and prints it, alone and this once, on standard output.") { Role, Centre };
        create.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: false, (services, stop) => CreateAsync(parsed, services, stop), cancel));
        var list = new Command("list", "Lists the keys; only their ids can be seen.");
        list.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: false, ListAsync, cancel));
        var revoke = new Command("revoke", "Ends a key at once.") { Id };
        revoke.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(
            parsed, needsAddress: false, (services, stop) => RevokeAsync(parsed.GetRequiredValue(Id), services, stop), cancel));
        return new Command("api-keys", "The keys with which programs call the service.") { create, list, revoke };
    }

    private static CallerRole ParseRole(ArgumentResult given)
    {
        var word = given.Tokens.Count > 0 ? given.Tokens[^1].Value : "";
        if (Enum.GetNames<CallerRole>().Contains(word, StringComparer.OrdinalIgnoreCase))
            return Enum.Parse<CallerRole>(word, ignoreCase: true);
        given.AddError($"'{word}' is no role: --role is issuer, authority or administrator.");
        return default;
    }

    private static async Task<int> CreateAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancel)
    {
        var role = parsed.GetRequiredValue(Role);
        var centre = role == CallerRole.Issuer ? parsed.GetValue(Centre) : null;
        if (role == CallerRole.Issuer && centre is null)
        {
            await Console.Error.WriteLineAsync("An issuer key belongs to a centre: name it with --centre.");
            return ExitCode.Usage;
        }

        if (centre is not null && await services.GetRequiredService<Centres>().FindAsync(centre, cancel) is null)
            return CommandRun.Tell(new Problem(ProblemCode.NotFound, $"There is no centre '{centre}'."));
        Console.WriteLine(await services.GetRequiredService<ApiKeys>().CreateAsync(role, centre, cancel));
        return ExitCode.Done;
    }

    private static async Task<int> ListAsync(IServiceProvider services, CancellationToken cancel)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("id", "role", "centre", "created", "revoked");
        foreach (var key in await services.GetRequiredService<ApiKeys>().ListAsync(cancel))
            table.AddRow(new Text(key.Id), new Text(key.Role), new Text(key.Centre ?? ""), new Text($"{key.CreatedAt:u}"), new Text($"{key.RevokedAt:u}"));
        OnTerminal.Out.Write(table);
        return ExitCode.Done;
    }

    private static async Task<int> RevokeAsync(string id, IServiceProvider services, CancellationToken cancel)
    {
        // A whole key pasted here is understood; its secret half is not needed and not repeated.
        var key = id.Split('.')[0];
        if (!await services.GetRequiredService<ApiKeys>().RevokeAsync(key, cancel))
            return CommandRun.Tell(new Problem(ProblemCode.NotFound, $"There is no key '{key}'."));
        Console.WriteLine($"revoked {key}");
        return ExitCode.Done;
    }
}
