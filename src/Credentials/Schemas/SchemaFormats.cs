using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;
using Credentials.Inputs;
using Credentials.Issuing;

namespace Credentials.Schemas;

/// <summary>The formats that are asserted; any other is an annotation, as JSON Schema allows (2020-12 validation, section 7.2).</summary>
internal static class SchemaFormats
{
    private static readonly Regex DateTimeForm = new(
        "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([Zz]|[+-][0-9]{2}:[0-9]{2})\\z", RegexOptions.NonBacktracking);

    private static readonly Regex UriForm = new("^[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-]+\\z", RegexOptions.NonBacktracking);

    private static readonly FrozenDictionary<string, Func<string, bool>> Known = new Dictionary<string, Func<string, bool>>
    {
        ["date"] = text => IsoDate.TryParse(text, out _),
        ["date-time"] = IsDateTime,
        ["email"] = EmailAddress.IsWellFormed,
        ["uri"] = text => UriForm.IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _),
        ["uuid"] = text => Guid.TryParseExact(text, "D", out _),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static bool TryFind(string name, out Func<string, bool> accepts) => Known.TryGetValue(name, out accepts!);

    /// <summary>RFC 3339; a leap second is one that the clock has, at the end of a minute.</summary>
    private static bool IsDateTime(string text)
    {
        if (!DateTimeForm.IsMatch(text))
        {
            return false;
        }

        var seconds = text[17..19];
        var plain = seconds == "60" && text[14..16] == "59" ? $"{text[..17]}59{text[19..]}" : text;
        return DateTimeOffset.TryParse(plain.ToUpperInvariant(), CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }
}
