using System.CommandLine;
using System.CommandLine.Parsing;
using Credentials.IssuerService.Staff.SignIn;
using Credentials.Web.SignIn;

namespace Credentials.App.CommandLine;

/// <summary><c>staff link</c>: lets somebody of a centre's staff into the pages, the first administrator too.</summary>
internal static class StaffCommand
{
    private static readonly Option<StaffRole> Role = new("--role")
    {
        Description = "reader, issuer or administrator.",
        HelpName = "ROLE",
        Required = true,
        CustomParser = ParseRole,
    };

    private static readonly Option<string> Centre = new("--centre") { Description = "The centre that the person works for.", HelpName = "SLUG", Required = true };

    private static readonly Option<string> Name = new("--name") { Description = "The person's name, as colleagues see it.", HelpName = "NAME", Required = true };

    public static Command Create()
    {
        var link = new Command("link", "Makes a link that signs the person in once, within 15 minutes, and prints it alone on standard output.") { Centre, Role, Name };
        link.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: true, (services, stop) => LinkAsync(parsed, services, stop), cancel));
        return new Command("staff", "Who signs in to the pages for staff.") { link };
    }

    private static StaffRole ParseRole(ArgumentResult given)
    {
        var word = given.Tokens.Count > 0 ? given.Tokens[^1].Value : "";
        if (StaffRoles.Find(word) is { } role)
            return role;
        given.AddError($"'{word}' is no role: --role is reader, issuer or administrator.");
        return default;
    }

    private static async Task<int> LinkAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancel)
    {
        var made = await services.GetRequiredService<StaffSignInLinks>().MakeAsync(
            parsed.GetRequiredValue(Centre), parsed.GetRequiredValue(Role), parsed.GetRequiredValue(Name), cancel);
        if (!made.TryGet(out var link, out var problem))
            return CommandRun.Tell(problem);
        Console.WriteLine(link);
        return ExitCode.Done;
    }
}
