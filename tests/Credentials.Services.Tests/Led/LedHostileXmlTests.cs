using System.Globalization;
using System.Text;
using Credentials.EvidenceStore.Led;

namespace Credentials.Services.Tests.Led;

/// <summary>What somebody may hand in as an answer of LED: each is refused with a problem, soon and without being expanded or fetched.</summary>
public class LedHostileXmlTests
{
    private const string Space = LedSamples.Space;

    public static TheoryData<string, string> Texts => new()
    {
        { "empty", "" },
        { "text", "hallo" },
        { "json", "{\"a\":1}" },
        { "a document type", $"<!DOCTYPE a []><g:GeefBewijsResponse xmlns:g=\"{Space}\"><Repliek/></g:GeefBewijsResponse>" },
        { "a file", $"<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><g:GeefBewijsResponse xmlns:g=\"{Space}\"><Repliek>&x;</Repliek></g:GeefBewijsResponse>" },
        { "billion laughs", $"<!DOCTYPE a [<!ENTITY a \"lol\">{string.Concat(Enumerable.Range(0, 9).Select(level => $"<!ENTITY {(char)('b' + level)} \"{string.Concat(Enumerable.Repeat($"&{(char)('a' + level)};", 10))}\">"))}]><g:GeefBewijsResponse xmlns:g=\"{Space}\">&j;</g:GeefBewijsResponse>" },
        { "an unknown entity", "<a>&x;</a>" },
        { "another root", "<Bewijzen/>" },
        { "no namespace", "<GeefBewijsResponse><Repliek/></GeefBewijsResponse>" },
        { "another namespace", "<g:GeefBewijsResponse xmlns:g=\"http://example.org\"><Repliek/></g:GeefBewijsResponse>" },
        { "a request", $"<g:GeefBewijs xmlns:g=\"{Space}\"><Verzoek/></g:GeefBewijs>" },
        { "the answer of another service", "<p:RegistreerBewijsResponse xmlns:p=\"http://registreerbewijs.bewijsregistratiedienst.led.vlaanderen.be\"><Repliek/></p:RegistreerBewijsResponse>" },
        { "no reply", $"<g:GeefBewijsResponse xmlns:g=\"{Space}\"/>" },
        { "a qualified reply", $"<GeefBewijsResponse xmlns=\"{Space}\"><Repliek/></GeefBewijsResponse>" },
        { "an empty reply", $"<g:GeefBewijsResponse xmlns:g=\"{Space}\"><Repliek/></g:GeefBewijsResponse>" },
        { "an empty answer", $"<g:GeefBewijsResponse xmlns:g=\"{Space}\"><Repliek><Antwoorden><Antwoord><Referte>1</Referte></Antwoord></Antwoorden></Repliek></g:GeefBewijsResponse>" },
        { "an empty envelope", "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>" },
        { "cut off", $"<g:GeefBewijsResponse xmlns:g=\"{Space}\"><Repliek>" },
        { "two roots", "<a/><b/>" },
        { "a control character", "<a>&#1;</a>" },
        { "an unknown encoding", "<?xml version=\"1.0\" encoding=\"x-nowhere\"?><a/>" },
        { "UTF-7", "<?xml version=\"1.0\" encoding=\"utf-7\"?><a/>" },
        { "UTF-16 that is none", "<?xml version=\"1.0\" encoding=\"utf-16\"?><a/>" },
        { "an attribute twice", "<a x=\"1\" x=\"2\"/>" },
        { "an unbound prefix", "<g:GeefBewijsResponse><Repliek/></g:GeefBewijsResponse>" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_is_no_answer_is_a_problem(string what, string text)
    {
        var problem = LedAnswer.Read(LedSamples.Bytes(text), acceptTestNumbers: true).Problem;

        Assert.True(problem?.Code == ProblemCode.InvalidInput, what);
        Assert.EndsWith(".", problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_hundred_thousand_levels_are_refused_at_the_thirty_third()
    {
        var deep = new StringBuilder().Insert(0, "<a>", 100_000).Insert(300_000, "</a>", 100_000).ToString();

        Assert.Contains("nested deeper", LedAnswer.Read(LedSamples.Bytes(deep), false).Problem!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_fifty_megabytes_is_too_large()
    {
        var large = new byte[50 * 1024 * 1024];
        large.AsSpan().Fill((byte)' ');

        Assert.Equal(ProblemCode.TooLarge, LedAnswer.Read(large, false).Problem!.Code);
    }

    [Fact]
    public void Too_many_elements_are_refused()
    {
        var wide = new StringBuilder("<a>").Insert(3, "<b/>", 300_000).Append("</a>").ToString();

        Assert.Contains("more elements", LedAnswer.Read(LedSamples.Bytes(wide), false).Problem!.Detail, StringComparison.Ordinal);
    }

    /// <summary>The reader of the platform takes more than proportional time for names in very many namespaces; the bound on size keeps it short.</summary>
    [Theory]
    [InlineData("a{0}=\"\" ")]
    [InlineData("xmlns:p{0}=\"u{0}\" p{0}:a=\"\" ")]
    public void An_element_with_as_many_attributes_as_fit_is_refused_within_seconds(string attribute)
    {
        var format = CompositeFormat.Parse(attribute);
        var text = new StringBuilder("<a ");
        for (var index = 0; text.Length < LedAnswer.MostBytes - 100; index++)
            text.AppendFormat(CultureInfo.InvariantCulture, format, index);
        var watch = System.Diagnostics.Stopwatch.StartNew();

        Assert.Equal(ProblemCode.InvalidInput, LedAnswer.Read(LedSamples.Bytes(text.Append("/>").ToString()), false).Problem?.Code);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Bytes_that_are_no_UTF_8_are_a_problem()
    {
        foreach (byte[] bad in new byte[][] { [0xC3], [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80] })
            Assert.Equal(ProblemCode.InvalidInput, LedAnswer.Read([.. LedSamples.Bytes("<a>"), .. bad, .. LedSamples.Bytes("</a>")], false).Problem?.Code);
    }

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(7);
        var sample = LedSamples.Answer(LedSamples.Proof);
        for (var round = 0; round < 3000; round++)
        {
            var changed = (byte[])sample.Clone();
            for (var change = random.Next(1, 5); change > 0; change--)
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            var read = LedAnswer.Read(changed, acceptTestNumbers: true);
            Assert.True(read.IsSuccess || read.Problem.Code == ProblemCode.InvalidInput);
        }
    }

    [Fact]
    public void An_invisible_or_turning_character_is_white_space()
    {
        var proof = LedSamples.ProofWith("Sint-Jozefsinstituut", "&#x202E; Sint&#x200B;&#xA0;&#xFEFF;Jozef \t");

        Assert.Equal("Sint Jozef", proof.Basis.Instelling.Naam);
    }
}
