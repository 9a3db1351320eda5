using System.Text.Json;
using Credentials.Keys;
using Credentials.Presentations;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.StatusLists;
using Credentials.Tests.Achievements;
using Credentials.Tests.Issuing;
using Credentials.WalletProfiles;

namespace Credentials.Tests.Presentations;

public class DcqlQueryTests
{
    [Fact]
    public void One_credential_is_asked_for_in_four_forms_selective_disclosure_first()
    {
        var query = Asks.Query(Asks.For([.. AskedClaim.Defaults]));

        Assert.Equal(
            """[{"options":[["micro-credential"],["learning-credential"],["vc-jwt"],["data-integrity"]]}]""",
            query.GetProperty("credential_sets").GetRawText());
        Assert.Equal(
            ["dc+sd-jwt", "dc+sd-jwt", "jwt_vc_json", "ldp_vc"],
            query.GetProperty("credentials").EnumerateArray().Select(one => one.GetProperty("format").GetString()));
        Assert.Equal("""{"vct_values":["https://credentials.example/base/types/micro-credential"]}""", One(query, "micro-credential").GetProperty("meta").GetRawText());
        Assert.Equal("""{"vct_values":["urn:eu.europa.ec.eudi:learning:credential:1"]}""", One(query, "learning-credential").GetProperty("meta").GetRawText());
        Assert.Equal(
            """{"type_values":[["https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"],["OpenBadgeCredential"]]}""",
            One(query, "vc-jwt").GetProperty("meta").GetRawText());
    }

    [Fact]
    public void Only_what_is_asked_is_named()
    {
        var query = Asks.Query(Asks.For(AskedClaim.Title, AskedClaim.AwardedOn));

        Assert.Equal("""[{"path":["title"]},{"path":["issuanceDate"]}]""", One(query, "micro-credential").GetProperty("claims").GetRawText());
        Assert.Equal("""[{"path":["achievement_title"]},{"path":["date_of_issuance"]}]""", One(query, "learning-credential").GetProperty("claims").GetRawText());
        Assert.Equal(
            """[{"path":["credentialSubject","achievement","name"]},{"path":["awardedDate"]}]""", One(query, "data-integrity").GetProperty("claims").GetRawText());
        Assert.False(One(query, "micro-credential").TryGetProperty("claim_sets", out _));
    }

    [Fact]
    public void Who_asks_for_nothing_names_no_claims() =>
        Assert.All(Asks.Query(Asks.For()).GetProperty("credentials").EnumerateArray(), one => Assert.False(one.TryGetProperty("claims", out _)));

    [Fact]
    public void A_level_is_asked_for_in_either_framework_as_credentials_spell_it()
    {
        var query = Asks.Query(new PresentationAsk(null, 6, []));

        var micro = One(query, "micro-credential");
        Assert.Equal(
            """[{"id":"level","path":["level"],"values":["EQF-6","EQF-7","EQF-8"]},{"id":"nationalQualificationsFrameworkLevel","path":["nationalQualificationsFrameworkLevel"],"values":["VKS-6","VKS-7","VKS-8"]}]""",
            micro.GetProperty("claims").GetRawText());
        Assert.Equal("""[["level"],["nationalQualificationsFrameworkLevel"]]""", micro.GetProperty("claim_sets").GetRawText());
        Assert.Equal(
            """[{"path":["level_of_learning_experience"],"values":[6,7,8]}]""", One(query, "learning-credential").GetProperty("claims").GetRawText());
        var uris = One(query, "vc-jwt").GetProperty("claims")[0];
        Assert.Equal("""["credentialSubject","achievement","alignment",null,"targetUrl"]""", uris.GetProperty("path").GetRawText());
        Assert.Equal(6, uris.GetProperty("values").GetArrayLength());
        Assert.Contains("http://data.europa.eu/snb/eqf/6", uris.GetProperty("values").EnumerateArray().Select(uri => uri.GetString()));
    }

    [Fact]
    public void A_certain_achievement_is_asked_for_by_its_issuer_and_its_titles()
    {
        var query = Asks.Query(new PresentationAsk(Asks.Achievement(), null, [AskedClaim.Title]));

        Assert.Equal(
            $$"""[{"path":["iss"],"values":["{{Asks.IssuerAddress}}"]},{"path":["title"],"values":["Lassen","Welding"]}]""",
            One(query, "micro-credential").GetProperty("claims").GetRawText());
        Assert.Equal(
            $$"""{"path":["issuer","id"],"values":["{{Awards.Issuer}}"]}""", One(query, "vc-jwt").GetProperty("claims")[0].GetRawText());
    }

    [Fact]
    public void The_type_is_the_one_of_the_service_that_awards_the_achievement()
    {
        var elsewhere = Asks.Achievement() with { UrlPrefix = "https://other.example/achievements/demo/welding/" };

        Assert.Equal(
            """["https://other.example/types/micro-credential"]""",
            One(Asks.Query(new PresentationAsk(elsewhere, null, [])), "micro-credential").GetProperty("meta").GetProperty("vct_values").GetRawText());
    }

    [Fact]
    public void Whoever_has_no_grade_can_answer_all_the_same()
    {
        var micro = One(Asks.Query(Asks.For(AskedClaim.Level, AskedClaim.Result)), "micro-credential");

        Assert.Equal(
            """[["level","grade","gradingScheme"],["level"],["nationalQualificationsFrameworkLevel","grade","gradingScheme"],["nationalQualificationsFrameworkLevel"]]""",
            micro.GetProperty("claim_sets").GetRawText());
    }

    /// <summary>OpenID4VP 1.0 sections 6.1 to 6.3: what every query must be, for every question that can be asked.</summary>
    [Fact]
    public void Every_question_is_a_query_as_the_specification_has_it()
    {
        for (var chosen = 0; chosen < 1 << AskedClaim.All.Count; chosen += 37)
        {
            var claims = AskedClaim.All.Where((_, place) => (chosen & (1 << place)) != 0).ToArray();
            foreach (var ask in new[] { new PresentationAsk(null, null, claims), new PresentationAsk(Asks.Achievement(), 3, claims) })
                foreach (var one in Asks.Query(ask).GetProperty("credentials").EnumerateArray())
                    AssertWellFormed(one);
        }
    }

    [Fact]
    public void Every_claim_that_is_asked_for_is_one_that_the_profiles_have()
    {
        var query = Asks.Query(Asks.For([.. AskedClaim.All]));

        foreach (var profile in WalletProfile.All)
            foreach (var claim in One(query, profile.Id).GetProperty("claims").EnumerateArray())
                Assert.Contains(profile.Claims, known => known.Path == ClaimPath.Parse(claim.GetProperty("path")).Value);
    }

    [Theory]
    [InlineData("micro-credential")]
    [InlineData("learning-credential")]
    public void What_is_issued_has_every_claim_by_the_name_and_value_it_is_asked_for(string id)
    {
        Assert.True(WalletProfile.TryFind(id, out var profile));
        var learning = Awards.Learning(Awards.Check(Definitions.Fullest(), request => Awards.Everything(request) with { Result = "Geslaagd" }));
        using var holder = PrivateKey.Generate(KeyAlgorithm.P256);
        var binding = new WalletBinding(Asks.IssuerAddress, Awards.Now, null, "urn:uuid:1", holder.PublicKey, new TokenStatusReference("https://credentials.example/s", 1));
        var issued = SdJwtVc.Parse(System.Text.Encoding.ASCII.GetBytes(
            profile.Draft(learning, Awards.PublicUrl, binding).Value.Sign(Awards.Key(KeyAlgorithm.P256)))).Value.Claims;
        var titles = learning.Achievement.Title.Texts.Select(text => text.Value).ToArray();
        var query = One(Asks.Query(new PresentationAsk(Asks.Achievement("any", titles), 1, [.. AskedClaim.All.Where(claim => claim != AskedClaim.Result)])), id);

        foreach (var claim in query.GetProperty("claims").EnumerateArray())
        {
            Assert.True(issued.TryGetProperty(claim.GetProperty("path")[0].GetString()!, out var value), claim.GetRawText());
            if (claim.TryGetProperty("values", out var values))
                Assert.Contains(values.EnumerateArray(), wanted => JsonElement.DeepEquals(wanted, value));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    public void There_is_no_such_level(int level) => Assert.Throws<ArgumentOutOfRangeException>(() => new PresentationAsk(null, level, []));

    [Fact]
    public void The_list_of_claims_is_closed()
    {
        Assert.All(AskedClaim.All, claim => Assert.True(AskedClaim.TryFind(claim.Id, out var found) && found == claim));
        Assert.False(AskedClaim.TryFind("nationalNumber", out _));
        Assert.False(AskedClaim.TryFind(null, out _));
        Assert.Distinct(AskedClaim.All.Select(claim => claim.Id));
    }

    private static JsonElement One(JsonElement query, string id) =>
        query.GetProperty("credentials").EnumerateArray().Single(one => one.GetProperty("id").GetString() == id);

    private static void AssertWellFormed(JsonElement query)
    {
        Assert.Matches("^[A-Za-z0-9_-]+$", query.GetProperty("id").GetString());
        Assert.NotEmpty(query.GetProperty("meta").EnumerateObject());
        var hasSets = query.TryGetProperty("claim_sets", out var sets);
        if (!query.TryGetProperty("claims", out var claims))
        {
            Assert.False(hasSets);
            return;
        }

        Assert.True(claims.GetArrayLength() > 0);
        Assert.Distinct(claims.EnumerateArray().Select(claim => claim.GetProperty("path").GetRawText()));
        if (!hasSets)
            return;
        var ids = claims.EnumerateArray().Select(claim => claim.GetProperty("id").GetString()!).ToArray();
        Assert.Distinct(ids);
        Assert.All(ids, id => Assert.Matches("^[A-Za-z0-9_-]+$", id));
        Assert.All(sets.EnumerateArray(), set => Assert.NotEmpty(set.EnumerateArray()));
        Assert.All(sets.EnumerateArray(), set => Assert.All(set.EnumerateArray(), id => Assert.Contains(id.GetString(), ids)));
        Assert.Distinct(sets.EnumerateArray().Select(set => set.GetRawText()));
    }
}
