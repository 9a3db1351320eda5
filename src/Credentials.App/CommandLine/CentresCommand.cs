using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Credentials.IssuerService.Registering;
using Credentials.IssuerService.SigningKeys;
using Credentials.Web;

namespace Credentials.App.CommandLine;

/// <summary><c>centres create</c>: registers a centre, or changes its facts, and sees to it that it has a signing key.</summary>
internal static class CentresCommand
{
    private static readonly Argument<string> Slug = new("slug") { Description = "Its name in addresses: a-z, 0-9 and inner hyphens." };

    private static readonly Option<string> CentreName = new("--name") { Description = "Its legal name.", Required = true };

    private static readonly Option<string> Kbo = new("--kbo") { Description = "Its enterprise number, e.g. 0566.988.259.", Required = true };

    private static readonly Option<string> Levels = new("--levels")
    {
        Description = "What it may award: '2-5' (VKS and EQF alike), or by framework, e.g. 'vks:2-5,eqf:2-5' or 'vks:4'.",
        Required = true,
    };

    private static readonly Option<string> Country = new("--country") { Description = "Country code.", DefaultValueFactory = _ => "BE" };

    private static readonly Option<string> Region = new("--region") { Description = "Region.", DefaultValueFactory = _ => "Vlaanderen" };

    private static readonly Option<string?> Street = new("--street");

    private static readonly Option<string?> PostalCode = new("--postal-code");

    private static readonly Option<string?> Locality = new("--locality");

    private static readonly Option<string?> Homepage = new("--homepage");

    private static readonly Option<string?> Email = new("--email");

    private static readonly JsonSerializerOptions LeavingOutNulls = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static Command Create()
    {
        var create = new Command("create", "Registers a centre and makes its signing key; for a known centre, changes its facts.")
        {
            Slug, CentreName, Kbo, Levels, Country, Region, Street, PostalCode, Locality, Homepage, Email,
        };
        create.SetAction((parsed, cancel) => CommandRun.OnFolderAsync(parsed, needsAddress: true, (services, stop) => CreateAsync(parsed, services, stop), cancel));
        return new Command("centres", "The centres that award here.") { create };
    }

    private static async Task<int> CreateAsync(ParseResult parsed, IServiceProvider services, CancellationToken cancel)
    {
        if (!LevelList.Parse(parsed.GetRequiredValue(Levels)).TryGet(out var rights, out var unclear))
        {
            await Console.Error.WriteLineAsync(unclear.Detail);
            return ExitCode.Usage;
        }

        var slug = parsed.GetRequiredValue(Slug);
        using var facts = JsonSerializer.SerializeToDocument(
            new
            {
                name = parsed.GetRequiredValue(CentreName),
                kbo = parsed.GetRequiredValue(Kbo),
                address = new
                {
                    countryCode = parsed.GetRequiredValue(Country),
                    region = parsed.GetRequiredValue(Region),
                    street = parsed.GetValue(Street),
                    postalCode = parsed.GetValue(PostalCode),
                    locality = parsed.GetValue(Locality),
                },
                mayAward = rights.Select(right => new { framework = right.Framework, levels = right.Levels }),
                homepage = parsed.GetValue(Homepage),
                email = parsed.GetValue(Email),
            },
            LeavingOutNulls);
        if (!(await services.GetRequiredService<RegisterCentre>().RunAsync(slug, facts.RootElement, cancel)).TryGet(out var registered, out var problem))
            return CommandRun.Tell(problem);
        Console.WriteLine(CentreDid.Of(services.GetRequiredService<PublicAddress>(), slug).Value);
        return ExitCode.Done;
    }
}
