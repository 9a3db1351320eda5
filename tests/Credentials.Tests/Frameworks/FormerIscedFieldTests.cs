using Credentials.Frameworks;

namespace Credentials.Tests.Frameworks;

public class FormerIscedFieldTests
{
    [Theory]
    [InlineData("010", "0011")]
    [InlineData("312", "0314")]
    [InlineData("813", "1014")]
    [InlineData("481", "061")]
    [InlineData("222", "023")]
    [InlineData("723", "09")]
    public void An_older_field_becomes_the_narrowest_field_that_is_certain(string older, string code)
    {
        Assert.True(FormerIscedField.TryToIscedF(older, out var field));
        Assert.Equal(code, field.Code);
    }

    [Theory]
    [InlineData("999")]
    [InlineData("48")]
    [InlineData("NBS")]
    [InlineData("")]
    public void What_is_not_certain_has_no_answer(string older) => Assert.False(FormerIscedField.TryToIscedF(older, out _));

    [Fact]
    public void Every_follower_is_a_field_of_ISCED_F() => Assert.All(FormerIscedField.Codes, code => Assert.True(FormerIscedField.TryToIscedF(code, out _), code));
}
