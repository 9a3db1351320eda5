using System.Globalization;
using System.Xml.Linq;
using Credentials.Badges;

namespace Credentials.Tests.Badges;

public class BadgeImageTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Title_centre_and_levels_are_in_the_drawing()
    {
        var drawing = Parse(BadgeImage.Draw("Informatica algemeen", "CVO Demerland", [("vks", 3), ("eqf", 3)], "nl"));
        Assert.Equal(["VKS 3", "EQF 3", "Informatica", "algemeen", "CVO Demerland"], Texts(drawing));
        Assert.Equal("Informatica algemeen, CVO Demerland, VKS 3, EQF 3", drawing.Element(Svg + "title")!.Value);
        Assert.Equal("nl", (string?)drawing.Attribute("lang"));
        Assert.Equal(3, drawing.Elements(Svg + "rect").Count(rect => (string?)rect.Attribute("y") == "314" && (string?)rect.Attribute("fill") == "#14467c"));
    }

    [Theory]
    [InlineData("Kort")]
    [InlineData("Toepassingsgerichte informatieveiligheidsverantwoordelijkheidsbeoordeling en gegevensbeschermingseffectenanalyse voor medewerkers in de gezondheidszorg")]
    [InlineData("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")]
    [InlineData("WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀")]
    public void A_title_of_any_length_stays_in_its_place(string title)
    {
        var drawing = Parse(BadgeImage.Draw(title, title, [("vks", 4)], "nl"));
        foreach (var text in drawing.Elements(Svg + "text"))
        {
            var (y, size) = (Number(text, "y"), Number(text, "font-size"));
            Assert.InRange(y, 60, 382);
            Assert.InRange(size, 14, 62);
            // The narrowest letters are a quarter of the size wide.
            Assert.True(text.Value.Length * size * 0.25 <= 340, text.Value);
            Assert.False(char.IsLowSurrogate(text.Value.FirstOrDefault()), "an emoji was cut in two");
        }
    }

    [Fact]
    public void Words_are_only_cut_where_the_whole_would_get_small()
    {
        var lines = Texts(Parse(BadgeImage.Draw("Gegevensbeschermingseffectenbeoordelingsmethodieken", null, [("vks", 5)], null))).Skip(1).ToList();
        Assert.All(lines.SkipLast(1), line => Assert.EndsWith("-", line, StringComparison.Ordinal));
        Assert.Equal("Gegevensbeschermingseffectenbeoordelingsmethodieken", string.Concat(lines.Select(line => line.TrimEnd('-'))));
    }

    [Fact]
    public void A_title_of_a_whole_page_ends_with_a_mark()
    {
        var lines = Texts(Parse(BadgeImage.Draw(string.Join(' ', Enumerable.Repeat("vaardigheden", 100)), null, [], null))).ToList();
        Assert.EndsWith("…", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Markup_in_a_title_is_text()
    {
        var svg = BadgeImage.Draw("<script>alert(1)</script>\u0001 & \"zo\"", "]]><a href='x'>", [], "nl\" onload=\"x");
        Assert.DoesNotContain("<script", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", svg, StringComparison.Ordinal);
        Assert.Null(Parse(svg).Attribute("onload"));
    }

    private static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    private static IEnumerable<string> Texts(XElement drawing) => drawing.Elements(Svg + "text").Select(text => text.Value);

    private static double Number(XElement text, string name) => double.Parse((string)text.Attribute(name)!, CultureInfo.InvariantCulture);
}
