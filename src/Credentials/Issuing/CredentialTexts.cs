using System.Buffers.Text;
using Credentials.Inputs;

namespace Credentials.Issuing;

/// <summary>The forms that dates and durations of a credential have, told from their UTF-8.</summary>
internal static class CredentialTexts
{
    public static bool IsDate(ReadOnlySpan<byte> text) => text.Length == 10 && IsoDate.TryParse(System.Text.Encoding.ASCII.GetString(text), out _);

    /// <summary>The first moment of a day in Brussels, with the offset that Brussels has then.</summary>
    public static bool IsMidnight(ReadOnlySpan<byte> text)
    {
        if (text.Length != 25 || !text[10..20].SequenceEqual("T00:00:00+"u8) || !text[22..].SequenceEqual(":00"u8)
            || !Utf8Parser.TryParse(text[..4], out int year, out _) || !Utf8Parser.TryParse(text[5..7], out int month, out _)
            || !Utf8Parser.TryParse(text[8..10], out int day, out _) || !Utf8Parser.TryParse(text[20..22], out int hours, out _)
            || text[4] != '-' || text[7] != '-' || year < 1900 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        return BrusselsTime.StartOf(new DateOnly(year, month, day)).Offset == TimeSpan.FromHours(hours);
    }

    /// <summary>Hours, minutes, or both: <c>PT60H</c>, <c>PT45M</c>, <c>PT7H30M</c>.</summary>
    public static bool IsDuration(ReadOnlySpan<byte> text)
    {
        if (!text.StartsWith("PT"u8))
        {
            return false;
        }

        text = text[2..];
        var hours = text.IndexOf((byte)'H');
        var minutes = text[(hours + 1)..];
        return (hours >= 0 || minutes.Length > 0)
            && (hours < 0 || IsDigits(text[..hours]))
            && (minutes.Length == 0 || (minutes[^1] == 'M' && IsDigits(minutes[..^1])));
    }

    private static bool IsDigits(ReadOnlySpan<byte> text) => text.Length is > 0 and < 10 && !text.ContainsAnyExceptInRange((byte)'0', (byte)'9');
}
