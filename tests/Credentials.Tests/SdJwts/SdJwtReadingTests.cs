using Credentials.Encoding;
using Credentials.SdJwts;

namespace Credentials.Tests.SdJwts;

public class SdJwtReadingTests
{
    private static readonly string Name = Forged.Disclosure("""["salt","name","Zoë"]""");
    private static readonly string Element = Forged.Disclosure("""["salt","NL"]""");

    [Fact]
    public void What_is_hidden_is_left_out_and_what_is_disclosed_put_in()
    {
        var payload = $$$"""{"_sd":["{{{Forged.Digest(Name)}}}","hidden"],"a":[{"...":"decoy"},{"...":"{{{Forged.Digest(Element)}}}"},1],"o":{"_sd":[]}}""";

        var sdJwt = SdJwt.Parse(Forged.Sign(payload, Element, Name)).Value;

        Assert.Equal("""{"a":["NL",1],"o":{},"name":"Zoë"}""", sdJwt.Claims.GetRawText());
        Assert.Equal(["a.1", "name"], sdJwt.Disclosed.Select(claim => claim.Path.ToString()));
        Assert.Equal(DisclosureHash.Sha256, sdJwt.Hash);
    }

    public static TheoryData<string, string, string[]> Refused => new()
    {
        { "a disclosure that no digest refers to", """{"a":1}""", [Name] },
        { "a disclosure twice", With(Name), [Name, Name] },
        { "a digest twice", $$$"""{"_sd":["{{{Forged.Digest(Name)}}}"],"o":{"_sd":["{{{Forged.Digest(Name)}}}"]}}""", [Name] },
        { "a decoy twice", """{"_sd":["x"],"o":{"_sd":["x"]}}""", [] },
        { "a decoy twice in one list", """{"_sd":["x","x"]}""", [] },
        { "a digest of an element twice", """{"a":[{"...":"x"},{"...":"x"}]}""", [] },
        { "a claim that overwrites an open one", $$"""{"name":"X","_sd":["{{Forged.Digest(Name)}}"]}""", [Name] },
        { "a claim disclosed twice on one level", With(Name, Forged.Disclosure("""["other","name","X"]""")), [Name, Forged.Disclosure("""["other","name","X"]""")] },
        { "a disclosed _sd", WithOne("""["s","_sd",["x"]]"""), [Forged.Disclosure("""["s","_sd",["x"]]""")] },
        { "a disclosed three dots", WithOne("""["s","...","x"]"""), [Forged.Disclosure("""["s","...","x"]""")] },
        { "a disclosed _sd_alg", WithOne("""["s","_sd_alg","sha-512"]"""), [Forged.Disclosure("""["s","_sd_alg","sha-512"]""")] },
        { "an element in the place of a member", With(Element), [Element] },
        { "a member in the place of an element", $$"""{"a":[{"...":"{{Forged.Digest(Name)}}"}]}""", [Name] },
        { "_sd that is no array", """{"_sd":"x"}""", [] },
        { "_sd that holds no text", """{"_sd":[1]}""", [] },
        { "three dots as a claim", """{"...":"x"}""", [] },
        { "three dots beside another member", """{"a":[{"...":"x","b":1}]}""", [] },
        { "three dots that are no text", """{"a":[{"...":1}]}""", [] },
        { "_sd_alg below the top", """{"o":{"_sd_alg":"sha-256"}}""", [] },
        { "_sd_alg unknown", """{"_sd_alg":"sha-256-32"}""", [] },
        { "_sd_alg in capitals", """{"_sd_alg":"SHA-256"}""", [] },
        { "_sd_alg that is no text", """{"_sd_alg":1}""", [] },
        { "a payload that is no object", "[]", [] },
        { "a payload with a name twice", """{"a":1,"a":2}""", [] },
        { "an empty disclosure", """{"a":1}""", [""] },
        { "a disclosure with padding", With(Name + "="), [Name + "="] },
        { "a disclosure that is no JSON", WithText("AAAA"), ["AAAA"] },
        { "a disclosure of one", WithOne("""["s"]"""), [Forged.Disclosure("""["s"]""")] },
        { "a disclosure of four", WithOne("""["s","n",1,2]"""), [Forged.Disclosure("""["s","n",1,2]""")] },
        { "a disclosure that is an object", WithOne("""{"s":1}"""), [Forged.Disclosure("""{"s":1}""")] },
        { "a salt that is no text", WithOne("""[1,"n",1]"""), [Forged.Disclosure("""[1,"n",1]""")] },
        { "a name that is no text", WithOne("""["s",1,1]"""), [Forged.Disclosure("""["s",1,1]""")] },
        { "a disclosure with a name twice in its value", WithOne("""["s","n",{"a":1,"a":2}]"""), [Forged.Disclosure("""["s","n",{"a":1,"a":2}]""")] },
        { "a disclosure of bytes that are no text", WithText("_w"), ["_w"] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_two_readers_could_read_differently_is_refused(string what, string payload, string[] disclosures)
    {
        var result = SdJwt.Parse(Forged.Sign(payload, disclosures));

        Assert.True(result.Problem is { Code: ProblemCode.NotACredential }, $"{what}: {result.Problem}");
    }

    [Fact]
    public void A_nested_disclosure_needs_the_one_around_it()
    {
        var inner = Forged.Disclosure("""["s","street","Kerkstraat"]""");
        var outer = Forged.Disclosure($$"""["s","address",{"_sd":["{{Forged.Digest(inner)}}"]}]""");

        Assert.Equal(
            """{"address":{"street":"Kerkstraat"}}""", SdJwt.Parse(Forged.Sign(With(outer), inner, outer)).Value.Claims.GetRawText());
        Assert.Equal("""{"address":{}}""", SdJwt.Parse(Forged.Sign(With(outer), outer)).Value.Claims.GetRawText());
        Assert.False(SdJwt.Parse(Forged.Sign(With(outer), inner)).IsSuccess);
    }

    [Fact]
    public void Disclosures_that_lead_deeper_than_is_read_are_refused()
    {
        var inner = Forged.Disclosure("""["s","end",1]""");
        var all = new List<string> { inner };
        for (var depth = 0; depth < StrictJson.MaxDepth; depth++)
            all.Add(inner = Forged.Disclosure($$"""["s","n",{"_sd":["{{Forged.Digest(inner)}}"]}]"""));

        Assert.Equal(ProblemCode.NotACredential, SdJwt.Parse(Forged.Sign(With(inner), all)).Problem?.Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("~~")]
    [InlineData("a.b.c~")]
    public void What_is_no_sd_jwt_is_refused(string text) => Assert.False(SdJwt.Parse(text).IsSuccess);

    [Fact]
    public void The_last_tilde_cannot_be_left_out()
    {
        var text = Forged.Sign(With(Name), Name);

        Assert.Equal(ProblemCode.NotACredential, SdJwt.Parse(text[..^1]).Problem!.Code);
        Assert.Equal(ProblemCode.NotACredential, SdJwt.Parse(text.Split('~')[0]).Problem!.Code);
        Assert.Equal(ProblemCode.NotACredential, SdJwt.Parse(text + "~").Problem!.Code);
    }

    [Fact]
    public void Size_and_number_are_bounded()
    {
        var many = Enumerable.Range(0, SdJwt.MaxDisclosures + 1).Select(index => Forged.Disclosure($"[\"{index}\",\"n{index}\",1]")).ToArray();

        Assert.True(SdJwt.Parse(Forged.Sign(With(many[1..]), many[1..])).IsSuccess);
        Assert.Equal(ProblemCode.TooLarge, SdJwt.Parse(Forged.Sign(With(many), many)).Problem!.Code);
        Assert.Equal(ProblemCode.TooLarge, SdJwt.Parse(new string('a', SdJwt.MaxLength + 1)).Problem!.Code);
    }

    [Fact]
    public void No_changed_byte_of_an_example_is_accepted_with_its_signature()
    {
        var text = System.Text.Encoding.ASCII.GetBytes(RfcExamples.Text("A.1 presentation"));
        for (var index = 0; index < text.Length; index++)
        {
            var changed = (byte[])text.Clone();
            changed[index] = changed[index] == (byte)'A' ? (byte)'B' : (byte)'A';
            var result = SdJwt.Parse(changed);
            Assert.False(result.IsSuccess && result.Value.Verify(RfcExamples.IssuerKey), $"byte {index}");
        }
    }

    private static string With(params IReadOnlyList<string> disclosures) =>
        $$"""{"_sd":[{{string.Join(',', disclosures.Select(text => $"\"{Forged.Digest(text)}\""))}}]}""";

    private static string WithText(string disclosure) => With(disclosure);

    private static string WithOne(string json) => With(Forged.Disclosure(json));
}
