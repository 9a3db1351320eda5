using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>
/// What people read of a text in a credential: a string, a value object of JSON-LD, one of several languages (VC Data Model 2.0 section 11.1, the language
/// maps of Open Badges 3.0), a concept by its title or name, several of these joined.
/// </summary>
internal static class ShownText
{
    /// <param name="value">The text; null is answered for what is none.</param>
    /// <param name="language">Which language is preferred where there are several; null: the first.</param>
    public static string? Of(JsonElement value, string? language = null)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return value.GetString();
            case JsonValueKind.Number:
                return value.GetRawText();
            case JsonValueKind.Object:
                return JsonReading.TextOf(value, "@value"u8) ?? JsonReading.TextOf(value, "title"u8)
                    ?? JsonReading.TextOf(value, "name"u8) ?? JsonReading.TextOf(value, "prefLabel"u8) ?? OfMap(value, language);
            case JsonValueKind.Array:
                return OfOneLanguage(value, language) ?? Joined(value, language);
            default:
                return null;
        }
    }

    private static string? Joined(JsonElement list, string? language)
    {
        var texts = new List<string>();
        foreach (var element in list.EnumerateArray())
            if (element.ValueKind != JsonValueKind.Array && Of(element, language) is { } text)
                texts.Add(text);
        return texts.Count == 0 ? null : string.Join(", ", texts);
    }

    // The same in several languages is one text, not several.
    private static string? OfOneLanguage(JsonElement list, string? language)
    {
        string? first = null;
        foreach (var element in list.EnumerateArray())
        {
            if (JsonReading.TextOf(element, "@value"u8) is not { } text || JsonReading.TextOf(element, "@language"u8) is not { } tag)
                return null;
            if (IsIn(tag, language))
                return text;
            first ??= text;
        }

        return first;
    }

    private static string? OfMap(JsonElement map, string? language)
    {
        string? first = null;
        foreach (var entry in map.EnumerateObject())
        {
            if (!LanguageText.IsLanguageTag(entry.Name) || JsonReading.Text(entry.Value) is not { } text)
                return null;
            if (IsIn(entry.Name, language))
                return text;
            first ??= text;
        }

        return first;
    }

    private static bool IsIn(string tag, string? language) =>
        language is not null && (tag.Equals(language, StringComparison.OrdinalIgnoreCase)
            || (tag.StartsWith(language, StringComparison.OrdinalIgnoreCase) && tag[language.Length] == '-'));
}
