using System.CommandLine;
using Credentials.IssuerService.Registering;
using Credentials.Issuing;

namespace Credentials.App.CommandLine;

/// <summary><c>centres create</c>: registers a centre, or changes its facts, and gives it its first signing key.</summary>
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

    public static Command Create()
    {
        var create = new Command("create", "Registers a centre and makes its signing key; for a known centre, changes its facts.")
        {
            Slug, CentreName, Kbo, Levels, Country, Region, Street, PostalCode, Locality, Homepage, Email,
        };
        create.SetAction(CreateAsync);
        return new Command("centres", "The centres that award here.") { create };
    }
}
