namespace Credentials.Encoding;

/// <summary>
/// The <c>dateTime</c> of XML Schema 1.1 part 2 section 3.3.7, read strictly and within the years that .NET can hold.
/// A value without an offset is UTC (Verifiable Credential Data Integrity 1.0 section 2.1).
/// </summary>
public static class XmlDateTime
{
    private const string Form = "dddd-dd-ddTdd:dd:dd";
    private const string OffsetForm = "dd:dd";
    private const int LongestFraction = 32;
    private const int TickDigits = 7;

    /// <summary>False for anything that is not a complete, existing date and time; digits beyond 100 ns are dropped.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value)
    {
        value = default;
        if (text.Length < Form.Length || !Fits(text[..Form.Length], Form))
            return false;
        int year = Number(text[..4]), month = Number(text[5..7]), day = Number(text[8..10]);
        int hour = Number(text[11..13]), minute = Number(text[14..16]), second = Number(text[17..19]);
        if (!TryFraction(text[Form.Length..], out long ticks, out int taken) || !TryOffset(text[(Form.Length + taken)..], out var offset))
            return false;
        if (year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month) || minute > 59 || second > 59)
            return false;
        // 24:00:00 is the schema's other spelling of the next day's midnight.
        if (hour > 23 && (hour, minute, second, ticks) != (24, 0, 0, 0L))
            return false;

        long local = new DateTime(year, month, day).Ticks + new TimeSpan(hour, minute, second).Ticks + ticks;
        long utc = local - offset.Ticks;
        if (local > DateTime.MaxValue.Ticks || utc < 0 || utc > DateTime.MaxValue.Ticks)
            return false;
        value = new DateTimeOffset(local, offset);
        return true;
    }

    private static bool TryFraction(ReadOnlySpan<char> rest, out long ticks, out int taken)
    {
        (ticks, taken) = (0, 0);
        if (rest.IsEmpty || rest[0] != '.')
            return true;
        var digits = rest[1..];
        int length = digits.IndexOfAnyExceptInRange('0', '9');
        length = length < 0 ? digits.Length : length;
        if (length is 0 or > LongestFraction)
            return false;
        for (int i = 0; i < TickDigits; i++)
            ticks = ticks * 10 + (i < length ? digits[i] - '0' : 0);
        taken = length + 1;
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<char> rest, out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (rest.IsEmpty || rest is "Z")
            return true;
        if (rest[0] is not ('+' or '-') || !Fits(rest[1..], OffsetForm))
            return false;
        int hours = Number(rest[1..3]), minutes = Number(rest[4..6]);
        offset = new TimeSpan(rest[0] == '-' ? -hours : hours, rest[0] == '-' ? -minutes : minutes, 0);
        return minutes < 60 && offset.Duration() <= TimeSpan.FromHours(14);
    }

    private static bool Fits(ReadOnlySpan<char> text, string form)
    {
        if (text.Length != form.Length)
            return false;
        for (int i = 0; i < form.Length; i++)
        {
            if (form[i] == 'd' ? !char.IsAsciiDigit(text[i]) : text[i] != form[i])
                return false;
        }
        return true;
    }

    private static int Number(ReadOnlySpan<char> digits)
    {
        int number = 0;
        foreach (char digit in digits)
            number = number * 10 + (digit - '0');
        return number;
    }
}
