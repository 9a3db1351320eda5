using Credentials.Frameworks;

namespace Credentials.Tests.Frameworks;

public class IscedFieldTests
{
    [Fact]
    public void Every_field_is_there_once_with_two_names_and_its_broader_field()
    {
        Assert.Equal(220, IscedField.All.Count);
        Assert.Equal(11, IscedField.All.Count(field => field.Detail == IscedDetail.Broad && field.Code != "99"));
        Assert.All(IscedField.All, field =>
        {
            Assert.Equal($"http://data.europa.eu/snb/isced-f/{field.Code}", field.Uri);
            Assert.False(string.IsNullOrWhiteSpace(field.Names["en"]));
            Assert.False(string.IsNullOrWhiteSpace(field.Names["nl"]));
            Assert.True(field.Detail == IscedDetail.Broad || IscedField.TryFind(field.Code[..2], out _));
        });
    }

    [Theory]
    [InlineData("0611", "Computer use", "Computergebruik")]
    [InlineData("0913", "Nursing and midwifery", "Verpleeg- en vroedkunde")]
    [InlineData("073", "Architecture and construction", "Architectuur en bouw")]
    [InlineData("0588", "Inter-disciplinary programmes and qualifications involving natural sciences, mathematics and statistics",
        "Interdisciplinaire programma's en kwalificaties met natuurwetenschappen, wiskunde en statistiek")]
    public void A_field_is_found_by_code_and_by_URI(string code, string english, string dutch)
    {
        Assert.True(IscedField.TryFind(code, out var field));
        Assert.True(IscedField.TryFindByUri(field.Uri, out var same));
        Assert.Same(field, same);
        Assert.Equal((english, dutch, english), (field.NameIn("en"), field.NameIn("nl"), field.NameIn("de")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("611")]
    [InlineData("06111")]
    [InlineData("abcd")]
    public void What_is_no_code_is_not_found(string code) => Assert.False(IscedField.TryFind(code, out _));
}
