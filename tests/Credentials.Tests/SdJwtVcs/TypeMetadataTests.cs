using System.Text.Json.Nodes;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.Tests.SdJwts;

namespace Credentials.Tests.SdJwtVcs;

public class TypeMetadataTests
{
    private const string Betelgeuse = "https://betelgeuse.example.com/education_credential/v42";

    private static readonly JsonNode Examples = JsonNode.Parse(RepositoryFiles.Read("tests", "Credentials.Tests", "SdJwtVcs", "SdJwtVcExamples.json"))!;

    [Fact]
    public void The_drafts_example_reads_and_is_written()
    {
        var metadata = Parse(Examples["typeMetadata"]!.ToJsonString(), Betelgeuse).Value;

        Assert.Equal("https://galaxy.example.com/galactic-education-credential/v2", metadata.Extends);
        Assert.Equal("sha256-ilOUJsTultOwLfz7QUcFALaRa3BP/jelX1ds04kB9yU=", metadata.ExtendsIntegrity);
        Assert.Equal(["en-US", "de-DE"], metadata.Display!.Select(display => display.Locale));
        Assert.Equal(7, metadata.Claims.Count);
        Assert.Equal((true, SelectiveDisclosureRule.Always), (metadata.Claims[0].IsMandatory, metadata.Claims[0].Disclosure));
        Assert.Equal("degrees.*.date_awarded", metadata.Claims[6].Path.ToString());
        Assert.Equal("address_street_address", metadata.Claims[2].SvgId);
        var again = TypeMetadata.Parse(metadata.ToUtf8(), Betelgeuse, SubresourceIntegrity.Of(metadata.ToUtf8())).Value;
        Assert.Equal(metadata.ToUtf8(), again.ToUtf8());
    }

    [Fact]
    public void The_drafts_example_of_extending_gives_its_effective_claims()
    {
        var chain = new TypeMetadataChain("https://example.com/custom-type-metadata", null);
        Assert.Null(chain.Add("""
            {"vct":"https://example.com/custom-type-metadata","extends":"https://example.com/base-type-metadata","claims":[
             {"path":["address","city"],"display":[{"label":"Town","locale":"en"}]},
             {"path":["nationalities"],"display":[{"label":"Nationalities","locale":"en"}]}]}
            """u8));
        Assert.Equal("https://example.com/base-type-metadata", chain.Needed);
        Assert.Null(chain.Add("""
            {"vct":"https://example.com/base-type-metadata","claims":[
             {"path":["name"],"display":[{"label":"Full Name","locale":"en"}]},
             {"path":["address","city"],"display":[{"label":"City","locale":"en"}]}]}
            """u8));

        Assert.Null(chain.Needed);
        Assert.Equal(["Full Name", "Town", "Nationalities"], chain.Merge().Value.Claims.Select(claim => claim.Display![0].Label));
    }

    [Fact]
    public void Loops_and_long_chains_are_refused()
    {
        var loop = new TypeMetadataChain("a", null);
        Assert.Null(loop.Add("""{"vct":"a","extends":"b"}"""u8));
        Assert.Equal(ProblemCode.InvalidInput, loop.Add("""{"vct":"b","extends":"a"}"""u8)?.Code);
        Assert.NotNull(new TypeMetadataChain("a", null).Add("""{"vct":"a","extends":"a"}"""u8));

        var chain = new TypeMetadataChain("0", null);
        var added = 0;
        while (chain.Add(System.Text.Encoding.UTF8.GetBytes($$"""{"vct":"{{added}}","extends":"{{added + 1}}"}""")) is null)
            added++;
        Assert.Equal(TypeMetadataChain.MaxTypes - 1, added);
    }

    [Theory]
    [InlineData("""{"path":["x"],"sd":"always"}""", """{"path":["x"],"sd":"never"}""", false)]
    [InlineData("""{"path":["x"],"sd":"never"}""", """{"path":["x"],"sd":"allowed"}""", false)]
    [InlineData("""{"path":["x"],"mandatory":true}""", """{"path":["x"],"mandatory":false}""", false)]
    [InlineData("""{"path":["x"],"sd":"allowed"}""", """{"path":["x"],"sd":"never","mandatory":true}""", true)]
    [InlineData("""{"path":["x"],"sd":"always","mandatory":true}""", """{"path":["x"]}""", true)]
    public void A_child_may_tighten_and_not_loosen(string parent, string child, bool may)
    {
        var chain = new TypeMetadataChain("c", null);
        Assert.Null(chain.Add(System.Text.Encoding.UTF8.GetBytes($$"""{"vct":"c","extends":"p","claims":[{{child}}]}""")));
        Assert.Null(chain.Add(System.Text.Encoding.UTF8.GetBytes($$"""{"vct":"p","claims":[{{parent}}]}""")));

        Assert.Equal(may, chain.Merge().IsSuccess);
    }

    [Fact]
    public void Another_document_than_the_integrity_stands_for_is_refused()
    {
        var document = """{"vct":"a"}"""u8.ToArray();

        Assert.True(TypeMetadata.Parse(document, "a", SubresourceIntegrity.Of(document)).IsSuccess);
        Assert.Equal(ProblemCode.InvalidInput, TypeMetadata.Parse([.. document, (byte)' '], "a", SubresourceIntegrity.Of(document)).Problem?.Code);
        Assert.False(TypeMetadata.Parse(document, "b", null).IsSuccess);
        var chain = new TypeMetadataChain("a", SubresourceIntegrity.Of("{}"u8));
        Assert.NotNull(chain.Add(document));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"vct":"a","name":1}""")]
    [InlineData("""{"vct":"a","vct":"a"}""")]
    [InlineData("""{"vct":"a","display":{}}""")]
    [InlineData("""{"vct":"a","display":[{"name":"x"}]}""")]
    [InlineData("""{"vct":"a","display":[{"locale":"en"}]}""")]
    [InlineData("""{"vct":"a","claims":{}}""")]
    [InlineData("""{"vct":"a","claims":[{}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":[]}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":[-1]}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":[1.5]}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":[true]}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":["x"],"sd":"sometimes"}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":["x"],"mandatory":"yes"}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":["x"],"svg_id":"1x"}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":["x"],"display":[{"locale":"en"}]}]}""")]
    [InlineData("""{"vct":"a","claims":[{"path":["x"]},{"path":["x"]}]}""")]
    public void What_is_no_type_metadata_is_refused(string json) => Assert.False(Parse(json, "a").IsSuccess);

    public static TheoryData<string, bool, bool> Claims => new()
    {
        // The claim's entry; whether the holder, who has all disclosures, and a verifier, who has none, find the credential as it says.
        { """{"path":["name"],"sd":"always","mandatory":true}""", true, true },
        { """{"path":["name"],"sd":"never"}""", false, true },
        { """{"path":["open"],"sd":"never","mandatory":true}""", true, true },
        { """{"path":["open"],"sd":"always"}""", false, false },
        { """{"path":["open"],"sd":"allowed"}""", true, true },
        { """{"path":["missing"],"mandatory":true}""", false, true },
        { """{"path":["address","missing"],"mandatory":true}""", false, false },
        { """{"path":["list",null],"sd":"always"}""", false, false },
        { """{"path":["list",1],"sd":"always","mandatory":true}""", true, true },
        { """{"path":["list",0],"sd":"never","mandatory":true}""", true, true },
        { """{"path":["list",2],"mandatory":true}""", false, false },
        { """{"path":["list","x"]}""", false, false },
        { """{"path":["open",null]}""", false, false },
        { """{"path":["list",1,"x"]}""", false, true },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public void A_credential_is_held_against_its_types_claims(string claim, bool holder, bool verifier)
    {
        var claims = new SelectiveObject()
            .AddDisclosable("name", "Zoë")
            .Add("open", 1)
            .Add("address", new SelectiveObject().Add("city", "Aarschot"))
            .Add("list", new SelectiveArray().Add("a").AddDisclosable("b"));
        var issued = SdJwtVc.Parse(System.Text.Encoding.ASCII.GetBytes(new SdJwtVcDraft
        {
            Type = "a",
            Issuer = "https://issuer.example",
            IssuedAt = DateTimeOffset.UnixEpoch,
            Claims = claims,
        }.Sign(new("did:a:b#1", Forged.Key)))).Value;
        var presented = SdJwtVc.Parse(System.Text.Encoding.ASCII.GetBytes(issued.SdJwt.Present())).Value;
        var type = Parse($$"""{"vct":"a","claims":[{{claim}}]}""", "a").Value;

        Assert.Equal(holder, ClaimMetadataCheck.Run(issued, type, isComplete: true) is null);
        Assert.Equal(verifier, ClaimMetadataCheck.Run(presented, type, isComplete: false) is null);
    }

    [Fact]
    public void Integrity_counts_by_the_strongest_hash_that_is_known()
    {
        var right = SubresourceIntegrity.Of("x"u8);
        var sha512 = "sha512-" + Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData("x"u8));

        Assert.Equal("sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=", right);
        Assert.True(SubresourceIntegrity.Matches(right, "x"u8));
        Assert.True(SubresourceIntegrity.Matches($"{SubresourceIntegrity.Of("y"u8)} {right}?opt", "x"u8));
        Assert.True(SubresourceIntegrity.Matches($"{SubresourceIntegrity.Of("y"u8)} {sha512} md5-AAAA", "x"u8));
        Assert.False(SubresourceIntegrity.Matches($"{right} sha512-AAAA", "x"u8));
        Assert.False(SubresourceIntegrity.Matches("md5-AAAA", "x"u8));
        Assert.False(SubresourceIntegrity.Matches("", "x"u8));
        Assert.False(SubresourceIntegrity.Matches("sha256-" + new string('A', 4096), "x"u8));
        Assert.False(SubresourceIntegrity.Matches("sha256-", "x"u8));
    }

    private static Result<TypeMetadata> Parse(string json, string type) => TypeMetadata.Parse(System.Text.Encoding.UTF8.GetBytes(json), type, null);
}
