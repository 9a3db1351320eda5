using System.Globalization;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>Literals of value objects (JSON-LD 1.1 API section 8.2.2, steps 3 to 13).</summary>
internal static class JsonLdLiteral
{
    /// <summary>From here on a whole number is written as a double.</summary>
    private const double TooLargeForInteger = 1e21;

    public static RdfTerm OfString(string text) => new(RdfTermKind.Literal, text, JsonLdVocabulary.String);

    public static RdfTerm Of(ExpandedObject value)
    {
        string? datatype = value.Datatype;
        if (datatype == JsonLdKeywords.Json)
            return new RdfTerm(RdfTermKind.Literal, System.Text.Encoding.UTF8.GetString(CanonicalJson.Serialize(value.Value)), JsonLdVocabulary.Json);
        switch (value.Value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return new RdfTerm(RdfTermKind.Literal, value.Value.ValueKind == JsonValueKind.True ? "true" : "false", datatype ?? JsonLdVocabulary.Boolean);
            case JsonValueKind.Number:
                return OfNumber(value.Value.GetDouble(), datatype);
        }
        string text = value.Text ?? value.Value.GetString()!;
        return value.Language is null
            ? new RdfTerm(RdfTermKind.Literal, text, datatype ?? JsonLdVocabulary.String)
            : new RdfTerm(RdfTermKind.Literal, text, JsonLdVocabulary.LangString, value.Language);
    }

    private static RdfTerm OfNumber(double number, string? datatype)
    {
        bool isInteger = Math.Truncate(number) == number && Math.Abs(number) < TooLargeForInteger && datatype != JsonLdVocabulary.Double;
        return isInteger
            ? new RdfTerm(RdfTermKind.Literal, ((Int128)number).ToString(CultureInfo.InvariantCulture), datatype ?? JsonLdVocabulary.Integer)
            : new RdfTerm(RdfTermKind.Literal, CanonicalDouble(number), datatype ?? JsonLdVocabulary.Double);
    }

    /// <summary>The canonical form of xsd:double as the specification's section 8.6 makes it: at most 15 digits after the point, at least one.</summary>
    private static string CanonicalDouble(double number)
    {
        string text = number.ToString("E15", CultureInfo.InvariantCulture);
        int e = text.IndexOf('E', StringComparison.Ordinal);
        string mantissa = text[..e].TrimEnd('0');
        int exponent = int.Parse(text.AsSpan(e + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}{(mantissa[^1] == '.' ? "0" : "")}E{exponent}");
    }
}
