using System.Text.Json;
using System.Text.RegularExpressions;
using Credentials.Frameworks;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.IssuerService.Registering;

/// <summary>The JSON of a centre: what <c>PUT /api/centres/{slug}</c> takes and answers. Every fault is named with its JSON pointer.</summary>
internal static partial class CentreBody
{
    private const int LongestText = 200;

    private static string Frameworks => string.Join(", ", QualificationsFramework.All.Select(framework => framework.Id));

    public static Result<Centre> Parse(string slug, JsonElement body)
    {
        if (!SlugForm().IsMatch(slug))
            return new Problem(ProblemCode.InvalidInput, "a centre's name in addresses is 1 to 63 of a-z, 0-9 and inner hyphens");
        var errors = new List<InputError>();
        var centre = InputObject.Open(body, "", errors) is { } root ? Read(slug, root) : null;
        return errors.Count == 0 && centre is not null ? centre : new Problem(ProblemCode.InvalidInput, "The centre has faults.") { Errors = errors };
    }

    /// <summary>Complete only when no error was added: a missing value stands as null until then.</summary>
    private static Centre Read(string slug, InputObject root)
    {
        var name = root.Text("name", LongestText, "The centre's legal name is missing.");
        var kboText = root.Text("kbo", 12, "The centre's KBO number is missing.");
        if (!KboNumber.TryParse(kboText, out var kbo) && kboText is not null)
            root.Fault("kbo", InputReasons.BadFormat, "This is no KBO number: ten digits, of which the last two check the others.");
        var address = ReadAddress(root);
        var rights = new List<AwardingRight>();
        foreach (var (value, pointer) in root.Array("mayAward", 50, "What the centre may award is missing."))
        {
            if (InputObject.Open(value, pointer, root.Errors) is { } right)
                rights.Add(ReadRight(right));
        }

        var homepage = root.Text("homepage", 2000);
        if (homepage is not null && !WebAddress.IsHttpOrHttps(homepage))
            root.Fault("homepage", InputReasons.BadUrl, "This must be an http or https address.");
        var email = root.Text("email", EmailAddress.MostCharacters);
        if (email is not null && !EmailAddress.IsWellFormed(email))
            root.Fault("email", InputReasons.BadEmail, "This is no e-mail address.");
        var sendsMail = root.Boolean("sendsMail") ?? true;
        root.RefuseOthers();
        return new Centre(slug, name!, kbo, address!, rights) { Homepage = homepage, Email = email, SendsMail = sendsMail };
    }

    private static CentreAddress? ReadAddress(InputObject root)
    {
        if (root.Object("address", "The centre's address is missing: country and region are mandatory.") is not { } address)
            return null;
        var country = address.Text("countryCode", 2, "The country is missing.");
        if (country is not null && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
            address.Fault("countryCode", InputReasons.BadFormat, "This must be a country of ISO 3166-1 in two capitals, such as BE.");
        var read = new CentreAddress(
            country!, address.Text("region", LongestText, "The region is missing.")!, address.Text("street", LongestText),
            address.Text("postalCode", 20), address.Text("locality", LongestText));
        address.RefuseOthers();
        return read;
    }

    private static AwardingRight ReadRight(InputObject right)
    {
        var framework = right.Text("framework", 20, "The framework is missing.");
        var isKnown = framework is not null && QualificationsFramework.TryFind(framework, out _);
        if (framework is not null && !isKnown)
            right.Fault("framework", InputReasons.UnknownLevel, $"This must be one of: {Frameworks}.");
        var levels = new List<int>();
        foreach (var (value, pointer) in right.Array("levels", 20, "The levels are missing."))
        {
            if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var level))
                right.Errors.Add(new InputError(pointer, InputReasons.WrongType, "This must be the number of a level."));
            else if (isKnown && !QualificationsFramework.TryFindLevel(framework!, level, out _))
                right.Errors.Add(new InputError(pointer, InputReasons.UnknownLevel, "The framework has no such level."));
            else if (levels.Contains(level))
                right.Errors.Add(new InputError(pointer, InputReasons.Duplicate, "This level is listed twice."));
            else
                levels.Add(level);
        }

        var (from, until) = (right.Date("from"), right.Date("until"));
        if (until < from)
            right.Fault("until", InputReasons.UntilBeforeFrom, "The end is before the beginning.");
        right.RefuseOthers();
        return new AwardingRight(framework!, levels, from, until);
    }

    /// <summary>Writes the members of a centre into an open object.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, Centre centre)
    {
        writer.WriteString("name", centre.Name);
        writer.WriteString("kbo", centre.Kbo.ToString());
        writer.WriteStartObject("address");
        WriteOptional(writer, "street", centre.Address.Street);
        WriteOptional(writer, "postalCode", centre.Address.PostalCode);
        WriteOptional(writer, "locality", centre.Address.Locality);
        writer.WriteString("region", centre.Address.Region);
        writer.WriteString("countryCode", centre.Address.CountryCode);
        writer.WriteEndObject();
        WriteOptional(writer, "homepage", centre.Homepage);
        WriteOptional(writer, "email", centre.Email);
        if (!centre.SendsMail)
            writer.WriteBoolean("sendsMail", false);
        writer.WriteStartArray("mayAward");
        foreach (var right in centre.MayAward)
        {
            writer.WriteStartObject();
            writer.WriteString("framework", right.Framework);
            writer.WriteStartArray("levels");
            foreach (var level in right.Levels)
                writer.WriteNumberValue(level);
            writer.WriteEndArray();
            WriteOptional(writer, "from", right.From is { } from ? IsoDate.Write(from) : null);
            WriteOptional(writer, "until", right.Until is { } until ? IsoDate.Write(until) : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    [GeneratedRegex(@"^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex SlugForm();
}
