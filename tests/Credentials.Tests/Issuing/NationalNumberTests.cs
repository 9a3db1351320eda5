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
    [InlineData(0, 123, NationalNumberKind.NationalRegister, RegisteredSex.Male)]
    [InlineData(0, 998, NationalNumberKind.NationalRegister, RegisteredSex.Female)]
    [InlineData(20, 123, NationalNumberKind.Bis, null)]
    [InlineData(40, 123, NationalNumberKind.Bis, RegisteredSex.Male)]
    [InlineData(40, 124, NationalNumberKind.Bis, RegisteredSex.Female)]
    [InlineData(60, 123, NationalNumberKind.Test, null)]
    [InlineData(80, 124, NationalNumberKind.Test, null)]
    public void The_month_tells_the_register_and_the_serial_the_sex_where_it_is_known(int added, int serial, NationalNumberKind kind, RegisteredSex? sex)
    {
        Assert.True(NationalNumber.TryParse(Make(1970, 5 + added, 17, serial), out var number, acceptTestNumbers: true));
        Assert.Equal((kind, sex), (number.Kind, number.Sex));
    }

    /// <summary>The file names of the published LED answers: all but two have 60 added to the month; they are of people born in either century.</summary>
    [Fact]
    public void The_published_test_numbers_are_accepted_only_where_a_setting_says_so()
    {
        var folder = RepositoryFiles.FindShared("led", "README.md") is { } file ? Path.Combine(Path.GetDirectoryName(file)!, "GeefBewijs") : null;
        var names = folder is null
            ? ["99610100150", "00671031676", "99610100179", "90722501082"]
            : Directory.EnumerateFiles(folder).Select(path => Path.GetFileNameWithoutExtension(path)).Where(name => char.IsAsciiDigit(name[0])).ToArray();

        Assert.All(names, name =>
        {
            Assert.True(NationalNumber.TryParse(name, out var number, acceptTestNumbers: true), name);
            Assert.Equal(name.StartsWith("700621", StringComparison.Ordinal) ? NationalNumberKind.NationalRegister : NationalNumberKind.Test, number.Kind);
            Assert.Equal(number.Kind == NationalNumberKind.NationalRegister, NationalNumber.TryParse(name, out _));
        });
        Assert.True(NationalNumber.TryParse("99610100150", out var older, acceptTestNumbers: true));
        Assert.True(NationalNumber.TryParse("00671031676", out var younger, acceptTestNumbers: true));
        Assert.Equal((new DateOnly(1999, 1, 1), new DateOnly(2000, 7, 10)), (older.BirthDate, younger.BirthDate));
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
