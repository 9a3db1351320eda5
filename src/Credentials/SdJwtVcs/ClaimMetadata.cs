using System.Text.Json;
using System.Text.RegularExpressions;
using Credentials.SdJwts;
using Credentials.Verifying.Reading;

namespace Credentials.SdJwtVcs;

/// <summary>A claim's name in one language.</summary>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="Label">The name.</param>
/// <param name="Description">More about it; null where there is none.</param>
public sealed record ClaimDisplay(string Locale, string Label, string? Description = null);

/// <summary>What a type says of one claim or set of claims (SD-JWT VC section "Claim Metadata"). Null where nothing is said.</summary>
public sealed record ClaimMetadata(ClaimPath Path)
{
    private static readonly Regex IdForm = new("^[A-Za-z_][A-Za-z0-9_]*\\z", RegexOptions.NonBacktracking);

    public IReadOnlyList<ClaimDisplay>? Display { get; init; }

    /// <summary>Whether every credential of the type has it; null means no.</summary>
    public bool? IsMandatory { get; init; }

    /// <summary>Null means <see cref="SelectiveDisclosureRule.Allowed"/>.</summary>
    public SelectiveDisclosureRule? Disclosure { get; init; }

    /// <summary>How an SVG template refers to it.</summary>
    public string? SvgId { get; init; }

    internal static Result<ClaimMetadata> Parse(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return Refused("entry is not an object");
        if (!ClaimPath.Parse(JsonReading.MemberOf(json, "path"u8)).TryGet(out var path, out var problem))
            return problem;
        bool? mandatory = null;
        if (json.TryGetProperty("mandatory"u8, out var stated))
        {
            if (stated.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
                return Refused("mandatory is not true or false");
            mandatory = stated.GetBoolean();
        }

        if (!TryRule(json, out var rule))
            return Refused("sd is not always, allowed or never");
        if (json.TryGetProperty("svg_id"u8, out var id) && (JsonReading.Text(id) is not { } text || !IdForm.IsMatch(text)))
            return Refused("svg_id is not a name of letters, digits and underscores");
        if (!TryDisplay(json, out var display))
            return Refused("display is not a list of texts with locale and label");
        return new ClaimMetadata(path) { Display = display, IsMandatory = mandatory, Disclosure = rule, SvgId = JsonReading.TextOf(json, "svg_id"u8) };
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("path"u8);
        Path.Write(writer);
        if (Display is { } display)
        {
            writer.WriteStartArray("display"u8);
            foreach (var (locale, label, description) in display)
            {
                writer.WriteStartObject();
                writer.WriteString("locale"u8, locale);
                writer.WriteString("label"u8, label);
                if (description is not null)
                    writer.WriteString("description"u8, description);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        if (IsMandatory is { } mandatory)
            writer.WriteBoolean("mandatory"u8, mandatory);
        if (Disclosure is { } rule)
            writer.WriteString("sd"u8, rule switch { SelectiveDisclosureRule.Always => "always"u8, SelectiveDisclosureRule.Never => "never"u8, _ => "allowed"u8 });
        if (SvgId is { } id)
            writer.WriteString("svg_id"u8, id);
        writer.WriteEndObject();
    }

    private static bool TryRule(JsonElement json, out SelectiveDisclosureRule? rule)
    {
        rule = null;
        if (!json.TryGetProperty("sd"u8, out var stated))
            return true;
        rule = JsonReading.Text(stated) switch
        {
            "always" => SelectiveDisclosureRule.Always,
            "allowed" => SelectiveDisclosureRule.Allowed,
            "never" => SelectiveDisclosureRule.Never,
            _ => null,
        };
        return rule is not null;
    }

    private static bool TryDisplay(JsonElement json, out IReadOnlyList<ClaimDisplay>? display)
    {
        display = null;
        if (!json.TryGetProperty("display"u8, out var list))
            return true;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > TypeMetadata.MaxLocales)
            return false;
        var texts = new List<ClaimDisplay>();
        foreach (var element in list.EnumerateArray())
        {
            if (JsonReading.TextOf(element, "locale"u8) is not { Length: > 0 } locale || JsonReading.TextOf(element, "label"u8) is not { } label)
                return false;
            texts.Add(new ClaimDisplay(locale, label, JsonReading.TextOf(element, "description"u8)));
        }

        display = texts;
        return true;
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidInput, $"type metadata: a claim's {why}");
}
