using Credentials.App.CommandLine;

namespace Credentials.Services.Tests.CommandLine;

public sealed class LevelListTests
{
    [Theory]
    [InlineData("2-5", "eqf:2,3,4,5 vks:2,3,4,5")]
    [InlineData("4", "eqf:4 vks:4")]
    [InlineData("2,4", "eqf:2,4 vks:2,4")]
    [InlineData("vks:2-5,eqf:2-5", "eqf:2,3,4,5 vks:2,3,4,5")]
    [InlineData("vks:4", "vks:4")]
    [InlineData("VKS: 3, 5-6", "vks:3,5,6")]
    [InlineData("1-8", "eqf:1,2,3,4,5,6,7,8 vks:1,2,3,4,5,6,7,8")]
    public void Levels_are_read_as_an_operator_writes_them(string text, string expected)
    {
        Assert.True(LevelList.Parse(text).TryGet(out var rights, out _));
        Assert.Equal(expected, string.Join(' ', rights.Select(right => $"{right.Framework}:{string.Join(',', right.Levels)}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("5-2")]
    [InlineData("four")]
    [InlineData("abc:4")]
    [InlineData("2-3-4")]
    [InlineData("-4")]
    [InlineData("4-")]
    public void What_is_no_level_is_refused(string text) => Assert.False(LevelList.Parse(text).IsSuccess);
}
