using System.Text.Json;
using Credentials.SdJwtVcs;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>A claim of an SD-JWT VC that its holder shows.</summary>
/// <param name="Name">As it stands in the credential.</param>
/// <param name="Display">Its names for people, as the description of its type gives them; empty where there is none.</param>
/// <param name="Value">As it stands in the credential, what is hidden inside it left out.</param>
public sealed record ReportedClaim(string Name, IReadOnlyList<ClaimDisplay> Display, JsonElement Value)
{
    private const int LongestText = 1000;
    private const int MostParts = 100;

    /// <summary>Whether another member of the report says the same.</summary>
    public bool IsToldElsewhere { get; init; }

    /// <summary>Its name in a language, else in English, else in the first there is, else as in the credential.</summary>
    public string NameIn(string language) =>
        (Display.FirstOrDefault(text => IsIn(text, language)) ?? Display.FirstOrDefault(text => IsIn(text, "en")))?.Label ?? (Display.Count > 0 ? Display[0].Label : Name);

    /// <summary>The value for people: texts as they are, lists joined, members named. Cut off where it is very long.</summary>
    public string Text
    {
        get
        {
            var text = Shown(Value, isInside: false);
            return text.Length <= LongestText ? text : text[..LongestText] + "…";
        }
    }

    private static bool IsIn(ClaimDisplay display, string language) =>
        display.Locale.Equals(language, StringComparison.OrdinalIgnoreCase) || display.Locale.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);

    private static string Shown(JsonElement value, bool isInside) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join(", ", value.EnumerateArray().Take(MostParts).Select(element => Shown(element, isInside: true))),
        JsonValueKind.Object when isInside => $"({Members(value)})",
        JsonValueKind.Object => Members(value),
        _ => JsonReading.Text(value) ?? value.GetRawText(),
    };

    private static string Members(JsonElement value) =>
        string.Join(", ", value.EnumerateObject().Take(MostParts).Select(member => $"{member.Name}: {Shown(member.Value, isInside: true)}"));
}
