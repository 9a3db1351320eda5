using System.Globalization;
using Credentials.Encoding;

namespace Credentials.Tests.Encoding;

public class XmlDateTimeTests
{
    [Theory]
    [InlineData("2026-06-30T00:00:00Z", "2026-06-30T00:00:00.0000000+00:00")]
    [InlineData("2026-06-30T00:00:00+02:00", "2026-06-30T00:00:00.0000000+02:00")]
    [InlineData("2026-06-30T00:00:00-00:30", "2026-06-30T00:00:00.0000000-00:30")]
    [InlineData("2026-06-30T12:34:56.789Z", "2026-06-30T12:34:56.7890000+00:00")]
    [InlineData("2026-06-30T12:34:56.123456789123Z", "2026-06-30T12:34:56.1234567+00:00")]
    [InlineData("2026-06-30T12:34:56", "2026-06-30T12:34:56.0000000+00:00")]
    [InlineData("2024-02-29T24:00:00Z", "2024-03-01T00:00:00.0000000+00:00")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.0000000+00:00")]
    [InlineData("9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59.9999999+00:00")]
    public void A_date_and_time_is_read(string text, string expected)
    {
        Assert.True(XmlDateTime.TryParse(text, out var value));
        Assert.Equal(expected, value.ToString("O", CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-06-30")]
    [InlineData("2026-06-30 00:00:00Z")]
    [InlineData("2026-06-30T00:00Z")]
    [InlineData("2026-06-30T00:00:00z")]
    [InlineData("2026-06-30t00:00:00Z")]
    [InlineData("2026-6-30T00:00:00Z")]
    [InlineData("2026-06-31T00:00:00Z")]
    [InlineData("2025-02-29T00:00:00Z")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("2026-00-01T00:00:00Z")]
    [InlineData("2026-01-00T00:00:00Z")]
    [InlineData("0000-01-01T00:00:00Z")]
    [InlineData("-2026-01-01T00:00:00Z")]
    [InlineData("12026-01-01T00:00:00Z")]
    [InlineData("2026-06-30T24:00:01Z")]
    [InlineData("2026-06-30T25:00:00Z")]
    [InlineData("2026-06-30T00:60:00Z")]
    [InlineData("2026-06-30T00:00:60Z")]
    [InlineData("2026-06-30T00:00:00.Z")]
    [InlineData("2026-06-30T00:00:00,5Z")]
    [InlineData("2026-06-30T00:00:00+2:00")]
    [InlineData("2026-06-30T00:00:00+0200")]
    [InlineData("2026-06-30T00:00:00+14:01")]
    [InlineData("2026-06-30T00:00:00+02:60")]
    [InlineData("2026-06-30T00:00:00Z ")]
    [InlineData(" 2026-06-30T00:00:00Z")]
    [InlineData("2026-06-30T00:00:00Z+02:00")]
    [InlineData("२०२६-06-30T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+01:00")]
    [InlineData("9999-12-31T23:59:59-01:00")]
    [InlineData("9999-12-31T24:00:00Z")]
    public void Anything_else_is_refused(string text) => Assert.False(XmlDateTime.TryParse(text, out _));
}
