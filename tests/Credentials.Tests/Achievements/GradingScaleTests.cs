using Credentials.Achievements;

namespace Credentials.Tests.Achievements;

public class GradingScaleTests
{
    private static readonly ListScale Words = new([new ScaleValue("Geslaagd", true), new ScaleValue("Niet geslaagd", false)]);
    private static readonly NumericScale Numbers = new(0, 20, 10);

    [Theory]
    [InlineData("Geslaagd", "Geslaagd", true)]
    [InlineData(" geslaagd ", "Geslaagd", true)]
    [InlineData("NIET GESLAAGD", "Niet geslaagd", false)]
    public void A_word_is_read_whatever_its_case(string text, string value, bool passing)
    {
        Assert.True(Words.TryRead(text, out var grade));
        Assert.Equal(new Grade(value, passing), grade);
        Assert.Equal(passing, Words.IsPassing(text));
    }

    [Theory]
    [InlineData("14", "14", true)]
    [InlineData("9,75", "9.75", false)]
    [InlineData("10.00", "10", true)]
    [InlineData("0", "0", false)]
    [InlineData("20", "20", true)]
    public void A_number_is_read_with_a_point_or_a_comma(string text, string value, bool passing)
    {
        Assert.True(Numbers.TryRead(text, out var grade));
        Assert.Equal(new Grade(value, passing), grade);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20.01")]
    [InlineData("-1")]
    [InlineData("14.555")]
    [InlineData("1e1")]
    [InlineData("1.000,5")]
    [InlineData("Geslaagd")]
    [InlineData("99999999999999999999999999")]
    public void What_is_not_on_the_scale_is_refused(string text)
    {
        Assert.False(Numbers.Accepts(text));
        Assert.False(Numbers.IsPassing(text));
    }
}
