using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Verifying.Reading;

/// <summary>The <c>xsd:dateTimeStamp</c> of VC Data Model 2.0 section 4.9: a date and time that always has a zone.</summary>
internal static class DateTimeStamp
{
    private const int OffsetLength = 6;

    public static bool TryRead(JsonElement value, out DateTimeOffset time)
    {
        time = default;
        return value.ValueKind == JsonValueKind.String && TryParse(value.GetString(), out time);
    }

    /// <summary>The calendar day as written, whatever the zone makes of it elsewhere.</summary>
    public static bool TryReadDay(JsonElement value, out DateOnly day)
    {
        var read = TryRead(value, out var time);
        day = read ? DateOnly.FromDateTime(time.DateTime) : default;
        return read;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset time)
    {
        time = default;
        return HasZone(text) && XmlDateTime.TryParse(text, out time);
    }

    private static bool HasZone(ReadOnlySpan<char> text) =>
        text is [.., 'Z'] || (text.Length > OffsetLength && text[^OffsetLength] is '+' or '-');
}
