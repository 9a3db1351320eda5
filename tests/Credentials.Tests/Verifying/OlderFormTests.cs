using System.Text.Json.Nodes;
using Credentials.Encoding;
using Credentials.Issuing;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>VC Data Model 1.1 and the status types of before Bitstring Status List, which are read and never issued.</summary>
public class OlderFormTests
{
    private const string RevocationListUrl = "https://centre.example/revoked.json";

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void A_badge_of_data_model_1_1_is_read_and_says_so(CredentialForm form)
    {
        var report = Older(form).Verify();

        Assert.Equal(Verdict.Valid, report.Verdict);
        Assert.Contains(Reasons.CompleteVersion1, report.Checks);
        Assert.Equal(("1.1", "Informatica algemeen"), (report.Credential!.DataModel, report.Credential.Title));
        Assert.Equal(new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.FromHours(2)), report.Credential.ValidFrom);
    }

    [Fact]
    public void A_badge_of_data_model_2_says_so() => Assert.Equal("2.0", new Scenario(CredentialForm.VcJwt).Verify().Credential!.DataModel);

    [Theory]
    [InlineData("expirationDate", "2026-07-01T23:59:59Z", "expired")]
    [InlineData("validUntil", "2026-07-01T23:59:59Z", "expired")]
    [InlineData("issuanceDate", "2026-08-01T00:00:00Z", "not-yet-valid")]
    [InlineData("validFrom", "2026-08-01T00:00:00Z", "not-yet-valid")]
    [InlineData("expirationDate", "2026-06-01T00:00:00Z", "period-reversed")]
    [InlineData("expirationDate", "tomorrow", "date-malformed")]
    [InlineData("issuanceDate", "2026-06-30", "date-malformed")]
    [InlineData("expirationDate", "2027-07-01T23:59:59Z", "in-period")]
    public void The_period_of_data_model_1_1_counts(string member, string value, string reason)
    {
        var scenario = Older(CredentialForm.DataIntegrity);
        scenario.Credential[member] = value;

        Assert.Equal(reason, scenario.Verify().Checks.Single(check => check.Id == CheckIds.Validity).Reason);
    }

    [Fact]
    public void The_dates_of_data_model_1_1_mean_nothing_in_2()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["expirationDate"] = "2020-01-01T00:00:00Z";

        Assert.Contains(Reasons.InPeriod, scenario.Verify().Checks);
    }

    [Fact]
    public void A_token_with_a_vc_claim_says_what_its_claims_say()
    {
        var scenario = Older(CredentialForm.VcJwt);
        foreach (var member in (string[])["id", "issuanceDate"])
            scenario.Credential.Remove(member);
        var report = scenario.Verify(Wrap(scenario, token =>
        {
            token["jti"] = "urn:uuid:1b6ef2a4-0000-4000-8000-000000000001";
            token["sub"] = "did:example:learner";
            token["nbf"] = Scenario.Noon.ToUnixTimeSeconds();
        }));

        Assert.Equal(Verdict.Valid, report.Verdict);
        Assert.Equal(("1.1", "urn:uuid:1b6ef2a4-0000-4000-8000-000000000001"), (report.Credential!.DataModel, report.Credential.Id));
        Assert.Equal(Scenario.Noon, report.Credential.ValidFrom);
    }

    [Theory]
    [InlineData("jti", "\"urn:a:other\"", "claims-differ")]
    [InlineData("iss", "\"did:web:other.example\"", "claims-differ")]
    [InlineData("nbf", "1", "claims-differ")]
    [InlineData("exp", "4102444800", "well-formed")]
    [InlineData("exp", "\"tomorrow\"", "claim-malformed")]
    [InlineData("sub", "7", "claim-malformed")]
    [InlineData("credentialSubject", "{}", "vc-claim")]
    [InlineData("vp", "{}", "vc-claim")]
    [InlineData("credentialStatus", "{}", "vc-claim")]
    [InlineData("validUntil", "\"2020-01-01T00:00:00Z\"", "vc-claim")]
    [InlineData("expirationDate", "\"2020-01-01T00:00:00Z\"", "vc-claim")]
    public void A_claim_that_contradicts_the_credential_fails(string claim, string value, string reason)
    {
        var scenario = Older(CredentialForm.VcJwt);

        var report = scenario.Verify(Wrap(scenario, token => token[claim] = JsonNode.Parse(value)));

        Assert.Equal(reason, report.Checks[0].Reason);
        Assert.Equal(reason == "well-formed" ? Verdict.Valid : Verdict.Invalid, report.Verdict);
    }

    [Fact]
    public void A_plain_JWT_in_an_envelope_may_hold_a_credential_of_data_model_2_in_a_claim()
    {
        foreach (var scenario in (Scenario[])[new(CredentialForm.VcJwt), Older(CredentialForm.VcJwt)])
        {
            scenario.Credential.Remove("id");
            var report = scenario.Verify(Plain(Wrap(scenario, token => token["jti"] = "urn:uuid:1b6ef2a4-0000-4000-8000-000000000001")));

            Assert.Equal(Verdict.Valid, report.Verdict);
            Assert.Equal("urn:uuid:1b6ef2a4-0000-4000-8000-000000000001", report.Credential!.Id);
        }
    }

    /// <summary>By itself, and as what VC-JOSE-COSE defines, that specification forbids the claim (section 3.1.3).</summary>
    [Fact]
    public void Nothing_else_may()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        var wrapped = Wrap(scenario, _ => { });
        foreach (var presented in (byte[][])[wrapped, PresentedTextTests.Envelope("data:application/vc+jwt," + Text(wrapped))])
            Assert.Equal((CheckIds.Format, CheckOutcome.Failed), (scenario.Verify(presented).Checks[0].Id, scenario.Verify(presented).Checks[0].Outcome));
        Assert.Contains(Reasons.EnvelopeMalformed, scenario.Verify(Plain(scenario.Sign())).Checks);
        Assert.Contains(Reasons.EnvelopeMalformed, scenario.Verify(PresentedTextTests.Envelope("data:application/jwt,")).Checks);
    }

    [Theory]
    [InlineData("nbf", "1", "claims-differ", Verdict.Invalid)]
    [InlineData("exp", "1", "claims-differ", Verdict.Invalid)]
    [InlineData("iss", "\"did:web:other.example\"", "claims-differ", Verdict.Invalid)]
    [InlineData("vp", "{}", "vc-claim", Verdict.Invalid)]
    [InlineData("credentialStatus", "{}", "vc-claim", Verdict.Invalid)]
    public void Its_claims_must_not_contradict_it(string claim, string value, string reason, Verdict verdict)
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["validUntil"] = "2036-07-01T00:00:00Z";

        var report = scenario.Verify(Plain(Wrap(scenario, token => token[claim] = JsonNode.Parse(value))));

        Assert.Equal((reason, verdict), (report.Checks[0].Reason, report.Verdict));
    }

    [Fact]
    public void Where_only_a_claim_says_that_it_has_ended_it_has()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential.Remove("validUntil");

        var report = scenario.Verify(Plain(Wrap(scenario, token => token["exp"] = scenario.Now.AddMinutes(-10).ToUnixTimeSeconds())));

        Assert.Equal("expired", report.Checks.Single(check => check.Id == CheckIds.Validity).Reason);
    }

    [Fact]
    public void A_presentation_of_data_model_1_1_may_hold_tokens()
    {
        var scenario = Older(CredentialForm.VcJwt);
        var presentation = PresentationTests.Presentation(
            JsonValue.Create(System.Text.Encoding.ASCII.GetString(Wrap(scenario, token => token["sub"] = PresentationTests.HolderDid.Value))));
        presentation["@context"]![0] = "https://www.w3.org/2018/credentials/v1";

        var report = PresentationTests.Verify(PresentationTests.Sign(presentation, CredentialForm.DataIntegrity));

        Assert.Equal(Verdict.Valid, report.Verdict);
        Assert.Equal("1.1", Assert.Single(report.Contained).Credential!.DataModel);
    }

    [Theory]
    [InlineData("""{"@value": "Hallo", "@language": "nl"}""", "Hallo")]
    [InlineData("""[{"@value": "Hello", "@language": "en"}, {"@value": "Hallo", "@language": "nl-BE", "@direction": "ltr"}]""", "Hallo")]
    [InlineData("""[{"@value": "Hello", "@language": "en"}, {"@value": "Bonjour", "@language": "fr"}]""", "Hello")]
    public void Of_several_languages_one_is_shown(string name, string shown)
    {
        var scenario = new Scenario(CredentialForm.VcJwt);
        scenario.Credential["credentialSubject"]!["achievement"]!["name"] = JsonNode.Parse(name);

        Assert.Equal(shown, scenario.Verify().Credential!.Title);
    }

    [Fact]
    public void A_vc_claim_of_data_model_2_is_refused()
    {
        var scenario = new Scenario(CredentialForm.VcJwt);

        Assert.Equal(Verdict.Invalid, scenario.Verify(Wrap(scenario, _ => { })).Verdict);
    }

    [Theory]
    [InlineData("revocation", false, "active")]
    [InlineData("revocation", true, "revoked")]
    [InlineData("suspension", true, "suspended")]
    public void A_StatusList2021_is_read_as_its_successor_is(string purpose, bool isSet, string reason)
    {
        foreach (var isBase64 in (bool[])[false, true])
        {
            var scenario = WithStatusList2021(purpose);
            scenario.Lists[Scenario.ListUrl] = List2021(purpose, isBase64, isSet ? Scenario.Index : Scenario.Index + 1);

            Assert.Equal(reason, scenario.Verify().Checks.Single(check => check.Id == CheckIds.Status).Reason);
        }
    }

    [Fact]
    public void A_list_of_another_kind_than_the_entry_says_fails()
    {
        var scenario = WithStatusList2021("revocation");
        scenario.Lists[Scenario.ListUrl] = Scenario.List(Scenario.ListUrl, "revocation");
        var other = new Scenario(CredentialForm.VcJwt);
        other.Lists[Scenario.ListUrl] = List2021("revocation", isBase64: false);

        Assert.Equal("list-malformed", scenario.Verify().Checks.Single(check => check.Id == CheckIds.Status).Reason);
        Assert.Equal("list-malformed", other.Verify().Checks.Single(check => check.Id == CheckIds.Status).Reason);
    }

    [Fact]
    public void A_StatusList2021_that_is_not_there_is_undetermined() =>
        Assert.Contains(Reasons.ListUnreachable, WithStatusList2021("revocation", forget: true).Verify().Checks);

    [Theory]
    [InlineData("[]", "active-unsigned-list")]
    [InlineData("""[{"id": "urn:a:other"}]""", "active-unsigned-list")]
    [InlineData("""[{"id": "urn:a:other"}, {"id": "{id}", "revocationReason": "by mistake"}]""", "revoked")]
    [InlineData("""[{"id": "{id}", "revoked": true}]""", "revoked")]
    [InlineData("""[{"id": "{id}", "revoked": false}]""", "active-unsigned-list")]
    [InlineData("""[{"id": "{id}", "revoked": "yes"}]""", "list-malformed")]
    [InlineData("""["{id}"]""", "list-malformed")]
    [InlineData("null", "list-malformed")]
    public void A_list_of_revoked_credentials_is_read(string revoked, string reason)
    {
        var scenario = WithRevocationList();
        scenario.Documents[RevocationListUrl] = Scenario.Answer(RevocationList(revoked.Replace("{id}", scenario.Credential["id"]!.GetValue<string>(), StringComparison.Ordinal)));

        var report = scenario.Verify();

        Assert.Equal(reason, report.Checks.Single(check => check.Id == CheckIds.Status).Reason);
        Assert.Equal(reason == "active-unsigned-list" ? Verdict.Valid : Verdict.Invalid, report.Verdict);
        Assert.Equal(RevocationListUrl, Assert.Single(report.FindStatusLists()).Url);
    }

    [Theory]
    [InlineData("no JSON", "list-malformed")]
    [InlineData("[]", "list-malformed")]
    [InlineData("""{"id": "https://centre.example/other.json", "issuer": "did:web:centre.example:centres:demo"}""", "list-of-another-address")]
    [InlineData("""{"id": "https://centre.example/revoked.json", "issuer": "did:web:centre.example:centres:demo", "revokedCredentials": []}""", "list-malformed")]
    [InlineData("""{"id": "https://centre.example/revoked.json", "issuer": "did:web:centre.example:centres:demo"}""", "active-unsigned-list")]
    [InlineData("""{"id": "https://centre.example/revoked.json", "issuer": {"id": "did:web:stranger.example"}, "revokedCredential": []}""", "list-not-vouched-for")]
    public void A_list_of_revoked_credentials_never_fails_open(string list, string reason)
    {
        var scenario = WithRevocationList();
        scenario.Documents[RevocationListUrl] = Scenario.Answer(list);

        Assert.Equal(reason, scenario.Verify().Checks.Single(check => check.Id == CheckIds.Status).Reason);
    }

    [Theory]
    [InlineData("https://elsewhere.example/revoked.json")]
    [InlineData("http://centre.example/revoked.json")]
    [InlineData("https://centre.example:8443/revoked.json")]
    public void An_unsigned_list_from_elsewhere_says_nothing(string url)
    {
        var scenario = WithRevocationList(url);
        scenario.Documents[url] = Scenario.Answer(RevocationList("[]", url));

        Assert.Contains(Reasons.ListNotVouchedFor, scenario.Verify().Checks);
    }

    [Fact]
    public void A_list_of_revoked_credentials_that_is_not_there_is_undetermined()
    {
        Assert.Contains(Reasons.ListUnreachable, WithRevocationList().Verify().Checks);
        var gone = WithRevocationList();
        gone.Documents[RevocationListUrl] = new Gathered<NamedDocument>.NotFound("gone");
        Assert.Contains(Reasons.ListNotFound.Because("gone"), gone.Verify().Checks);
        Assert.Equal(Verdict.Undetermined, gone.Verify().Verdict);
    }

    private static Scenario Older(CredentialForm form)
    {
        var scenario = new Scenario(form);
        scenario.Credential["@context"]![0] = "https://www.w3.org/2018/credentials/v1";
        scenario.Credential["issuanceDate"] = scenario.Credential["validFrom"]!.DeepClone();
        scenario.Credential.Remove("validFrom");
        return scenario;
    }

    private static string Text(byte[] token) => System.Text.Encoding.ASCII.GetString(token);

    private static byte[] Plain(byte[] token) => PresentedTextTests.Envelope("data:application/jwt," + Text(token));

    private static byte[] Wrap(Scenario scenario, Action<JsonObject> change)
    {
        var token = new JsonObject { ["iss"] = Scenario.IssuerDid, ["vc"] = scenario.Credential.DeepClone() };
        change(token);
        return System.Text.Encoding.ASCII.GetBytes(
            CompactJws.Sign(scenario.SignWith, "JWT", System.Text.Encoding.UTF8.GetBytes(token.ToJsonString()), scenario.SignedAt));
    }

    private static Scenario WithStatusList2021(string purpose, bool forget = false)
    {
        var scenario = new Scenario(CredentialForm.VcJwt) { Register = "elsewhere" };
        scenario.Credential["credentialStatus"] = new JsonObject
        {
            ["id"] = Scenario.ListUrl + "#4711",
            ["type"] = "StatusList2021Entry",
            ["statusPurpose"] = purpose,
            ["statusListIndex"] = "4711",
            ["statusListCredential"] = Scenario.ListUrl,
        };
        if (forget)
            scenario.Lists.Clear();
        return scenario;
    }

    private static Gathered<PublishedStatusList> List2021(string purpose, bool isBase64, params int[] set)
    {
        var bits = new byte[BitstringStatusList.MinBytes];
        foreach (var index in set)
            BitstringStatusList.Set(bits, index, true);
        var encoded = BitstringStatusList.Encode(bits)[1..];
        Assert.True(StrictBase64Url.TryDecode(encoded, out var compressed));
        var list = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/2018/credentials/v1", "https://w3id.org/vc/status-list/2021/v1"),
            ["id"] = Scenario.ListUrl,
            ["type"] = new JsonArray("VerifiableCredential", "StatusList2021Credential"),
            ["issuer"] = Scenario.IssuerDid,
            ["issuanceDate"] = "2026-06-30T00:00:00Z",
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = Scenario.ListUrl + "#list",
                ["type"] = "StatusList2021",
                ["statusPurpose"] = purpose,
                ["encodedList"] = isBase64 ? Convert.ToBase64String(compressed) : encoded,
            },
        };
        using var document = System.Text.Json.JsonDocument.Parse(list.ToJsonString());
        return Scenario.Read(DataIntegrityProof.Add(document.RootElement, Scenario.Key, Scenario.Noon), Scenario.ListUrl);
    }

    private static Scenario WithRevocationList(string url = RevocationListUrl)
    {
        var scenario = new Scenario(CredentialForm.VcJwt) { Register = "elsewhere" };
        scenario.Credential["credentialStatus"] = new JsonObject { ["id"] = url, ["type"] = "1EdTechRevocationList" };
        return scenario;
    }

    private static string RevocationList(string revoked, string url = RevocationListUrl) =>
        $$"""{"@context": ["https://purl.imsglobal.org/spec/vcrl/v1p0/context.json"], "id": "{{url}}", "issuer": "{{Scenario.IssuerDid}}", "revokedCredential": {{revoked}}}""";
}
