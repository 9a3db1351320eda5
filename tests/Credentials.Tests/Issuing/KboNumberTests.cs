using Credentials.Issuing;

namespace Credentials.Tests.Issuing;

public class KboNumberTests
{
    [Theory]
    [InlineData("0566.988.259")]
    [InlineData("0566988259")]
    public void A_number_is_read_with_and_without_dots(string text)
    {
        Assert.True(KboNumber.TryParse(text, out var number));
        Assert.Equal("0566988259", number.Digits);
        Assert.Equal("0566.988.259", number.ToString());
    }

    [Theory]
    [InlineData("0566988258")]
    [InlineData("566988259")]
    [InlineData("05.66988.259")]
    [InlineData("0566.988.2590")]
    [InlineData("2566988259")]
    [InlineData("BE0566988259")]
    [InlineData("056698825a")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_number_is_refused(string? text) => Assert.False(KboNumber.TryParse(text, out _));
}
