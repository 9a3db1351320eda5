using Credentials.Issuing;

namespace Credentials.Tests.Issuing;

public class NationalNumberTests
{
    [Theory]
    [InlineData("00012556777", 2000, 1, 25)]
    [InlineData("00.01.25-567.77", 2000, 1, 25)]
    [InlineData("00 01 25 567 77", 2000, 1, 25)]
    [InlineData("85073003328", 1985, 7, 30)]
    public void A_number_of_either_century_carries_its_birth_date(string text, int year, int month, int day)
    {
        Assert.True(NationalNumber.TryParse(text, out var number));
        Assert.Equal(new DateOnly(year, month, day), number.BirthDate);
        Assert.Equal(11, number.Digits.Length);
        Assert.DoesNotContain(number.Digits, number.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 12)]
    [InlineData(4, 0)]
    [InlineData(20, 0)]
    public void An_unknown_month_or_day_gives_no_birth_date(int month, int day)
    {
        Assert.True(NationalNumber.TryParse(Make(1970, month, day), out var number));
        Assert.Null(number.BirthDate);
    }

    [Theory]
    [InlineData(20, true, true)]
    [InlineData(40, true, true)]
    [InlineData(60, false, true)]
    [InlineData(80, false, true)]
    public void BIS_and_test_numbers_add_to_the_month(int added, bool accepted, bool acceptedInTests)
    {
        foreach (var year in new[] { 1969, 2003 })
        {
            var text = Make(year, 5 + added, 17);
            Assert.Equal(accepted, NationalNumber.TryParse(text, out _));
            Assert.Equal(acceptedInTests, NationalNumber.TryParse(text, out var number, acceptTestNumbers: true));
            Assert.Equal(new DateOnly(year, 5, 17), number.BirthDate);
        }
    }

    [Theory]
    [InlineData("00012556776")]
    [InlineData("0001255677")]
    [InlineData("000125567777")]
    [InlineData("0001255677a")]
    [InlineData("٠٠٠١٢٥٥٦٧٧٧")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_number_is_refused(string? text) => Assert.False(NationalNumber.TryParse(text, out _, acceptTestNumbers: true));

    [Theory]
    [InlineData(1970, 13, 1, 1)]
    [InlineData(1970, 2, 30, 1)]
    [InlineData(1971, 2, 29, 1)]
    [InlineData(1970, 1, 32, 1)]
    [InlineData(1970, 1, 1, 0)]
    [InlineData(1970, 1, 1, 999)]
    public void A_right_check_number_does_not_make_up_for_an_impossible_date_or_serial(int year, int month, int day, int serial) =>
        Assert.False(NationalNumber.TryParse(Make(year, month, day, serial), out _));

    [Fact]
    public void Every_other_check_number_is_wrong()
    {
        foreach (var check in Enumerable.Range(0, 100))
        {
            var valid = NationalNumber.TryParse($"000125567{check:00}", out var number);
            Assert.Equal(valid, check is 77 || number.BirthDate?.Year == 1900);
        }

        Assert.False(NationalNumber.TryParse("00012556700", out _));
    }

    private static string Make(int year, int month, int day, int serial = 123)
    {
        var first = $"{year % 100:00}{month:00}{day:00}{serial:000}";
        return $"{first}{97 - (long.Parse((year >= 2000 ? "2" : "") + first, System.Globalization.CultureInfo.InvariantCulture) % 97):00}";
    }
}
