using System.Xml.Linq;
using Credentials.Baking;

namespace Credentials.Tests.Baking;

public class BakedSvgTests
{
    private const string Start = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">""";
    private const string Token = "eyJhbGciOiJFZERTQSJ9.e30.c2ln";
    private const string Json = """{"name":"Größe <5 & ]]> meer","type":["VerifiableCredential"]}""";

    [Theory]
    [InlineData(Token)]
    [InlineData(Json)]
    public void What_goes_in_comes_out(string credential)
    {
        var baked = BakedSvg.Bake(Bytes(Start + "<title>a</title><path d='M0 0'/></svg>"), Bytes(credential)).Value;
        Assert.Equal(BakedKind.Svg, BakedFile.KindOf(baked));
        Assert.Equal(credential, System.Text.Encoding.UTF8.GetString(BakedFile.CredentialIn(baked).Value.Span));
    }

    [Fact]
    public void The_element_stands_first_in_the_drawing_and_nothing_else_changes()
    {
        var baked = XDocument.Parse(System.Text.Encoding.UTF8.GetString(
            BakedSvg.Bake(Bytes(Start + "<title>a</title><g fill='red'><path d='M0 0'/></g></svg>"), Bytes(Token)).Value));
        var first = baked.Root!.Elements().First();
        Assert.Equal(XName.Get("credential", "https://purl.imsglobal.org/ob/v3p0"), first.Name);
        Assert.Equal("openbadges", baked.Root.Elements().First().GetPrefixOfNamespace(first.Name.Namespace));
        Assert.Equal(Token, (string?)first.Attribute("verify"));
        first.Remove();
        Assert.True(XNode.DeepEquals(XDocument.Parse(Start + "<title>a</title><g fill='red'><path d='M0 0'/></g></svg>"), baked));
    }

    [Fact]
    public void A_drawing_without_content_can_be_baked() =>
        Assert.True(BakedSvg.Unbake(BakedSvg.Bake(Bytes("""<svg xmlns="http://www.w3.org/2000/svg"/>"""), Bytes(Token)).Value).IsSuccess);

    [Theory]
    [InlineData("</svg>")]
    [InlineData("<credential verify='a.b.c'/></svg>")]
    [InlineData("<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0'/></svg>")]
    [InlineData("<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0' verify=''> \n </o:credential></svg>")]
    public void No_credential_says_so(string rest) => AssertReason(BakingReasons.NothingInside, Start + rest);

    [Theory]
    [InlineData("<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0' verify='a.b.c'/><g><o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0' verify='a.b.c'/></g></svg>")]
    [InlineData("<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0' verify='a.b.c'>{}</o:credential></svg>")]
    public void Several_are_refused(string rest) => AssertReason(BakingReasons.SeveralInside, Start + rest);

    [Theory]
    [InlineData("<!DOCTYPE svg>" + Start + "</svg>")]
    [InlineData("<!DOCTYPE svg [<!ENTITY a 'aaaa'>]>" + Start + "&a;</svg>")]
    [InlineData("<!DOCTYPE svg SYSTEM 'file:///etc/passwd'>" + Start + "</svg>")]
    [InlineData(Start + "&nbsp;</svg>")]
    [InlineData(Start)]
    [InlineData(Start + "</svg><svg/>")]
    [InlineData("<html><body/></html>")]
    [InlineData("<")]
    [InlineData(Start + "<o:credential xmlns:o='https://purl.imsglobal.org/ob/v3p0'><b>{}</b></o:credential></svg>")]
    public void What_is_no_plain_drawing_is_refused(string svg) => AssertReason(BakingReasons.FileUnreadable, svg);

    [Fact]
    public void Deep_nesting_is_refused() =>
        AssertReason(BakingReasons.FileUnreadable, Start + string.Concat(Enumerable.Repeat("<g>", 70)) + string.Concat(Enumerable.Repeat("</g>", 70)) + "</svg>");

    [Fact]
    public void A_baked_drawing_is_not_baked_again()
    {
        var once = BakedSvg.Bake(Bytes(Start + "</svg>"), Bytes(Token)).Value;
        Assert.Equal(BakingReasons.SeveralInside, Assert.Single(BakedSvg.Bake(once, Bytes(Token)).Problem!.Errors).Reason);
    }

    private static void AssertReason(string reason, string svg)
    {
        var problem = BakedFile.CredentialIn(Bytes(svg)).Problem;
        Assert.Equal(ProblemCode.NotACredential, problem?.Code);
        Assert.Equal(reason, Assert.Single(problem!.Errors).Reason);
    }

    private static byte[] Bytes(string text) => System.Text.Encoding.UTF8.GetBytes(text);
}
