using System.Globalization;

namespace Credentials.Issuing;

/// <summary>Hours of learning as an <c>xsd:duration</c> of hours and minutes, e.g. <c>PT60H</c> (XML Schema 1.1 part 2, section 3.3.6).</summary>
internal static class LearningTime
{
    public static string Write(decimal hours)
    {
        var minutes = decimal.ToInt64(decimal.Round(hours * 60, MidpointRounding.AwayFromZero));
        var (whole, rest) = Math.DivRem(minutes, 60);
        return (whole, rest) switch
        {
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"PT{whole}H"),
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"PT{rest}M"),
            _ => string.Create(CultureInfo.InvariantCulture, $"PT{whole}H{rest}M"),
        };
    }
}
