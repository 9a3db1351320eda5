using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Schemas;
using Credentials.SdJwts;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Tests.Issuing;
using Credentials.Verifying;
using static Credentials.Tests.Verifying.HeldCredentials;

namespace Credentials.Tests.Verifying;

/// <summary>Reports on SD-JWT VCs of a trusted centre, with everything at hand.</summary>
public class SdJwtVcReportTests
{
    private static readonly JsonSchema Schema =
        JsonSchema.Read(JsonElement.Parse(RepositoryFiles.Read("schemas", "verification-report.schema.json"))).Value;

    [Theory]
    [InlineData("micro-credential")]
    [InlineData("learning-credential")]
    public void A_whole_credential_tells_what_was_awarded_and_fits_the_schema(string profile)
    {
        var report = Verify(Issue(profile));

        Assert.Equal(Verdict.Valid, report.Verdict);
        var credential = report.Credential!;
        Assert.Equal("D'Hondt\\Peeters", credential.LearnerName!.Split(' ')[^1]);
        Assert.Equal(("Welding", new DateOnly(2026, 6, 30), "Inspection"), (credential.Title, credential.AwardedOn, credential.QualityAssurance));
        Assert.Contains(credential.Levels, level => level is { Framework: "eqf", Level: 4 });
        Assert.Equal(["Welds", "Inspects"], credential.LearningOutcomes);
        Assert.Equal((Awards.Issuer.Value, IssuerAddress, Awards.Centre.Name), (credential.Issuer!.Did, credential.Issuer.Address, credential.Issuer.Name));
        Assert.Contains("ECTS", credential.Workload, StringComparison.Ordinal);
        var json = VerificationReportJson.Serialize(report);
        Assert.Empty(Schema.Validate(JsonElement.Parse(json)));
        Assert.DoesNotContain("urn:uuid:9a3f6b2e", System.Text.Encoding.UTF8.GetString(json), StringComparison.Ordinal);
    }

    [Fact]
    public void Claims_have_their_names_in_the_readers_language()
    {
        var claims = Verify(Issue()).Credential!.Claims.ToDictionary(claim => claim.Name);

        Assert.Equal(("Studiegebied (ISCED-F)", "Field of education (ISCED-F)"), (claims["fieldOfEducation"].NameIn("nl"), claims["fieldOfEducation"].NameIn("pl")));
        Assert.Equal("title: Inspection, type: Inspection, accreditingAgent: Onderwijsinspectie", claims["accreditation"].Text);
        Assert.Equal(("true", false), (claims["stackable"].Text, claims["stackable"].IsToldElsewhere));
        Assert.True(claims["title"].IsToldElsewhere);
    }

    [Fact]
    public void Any_changed_character_makes_it_anything_but_valid()
    {
        var text = Issue();
        Assert.Equal(Verdict.Valid, Verify(text).Verdict);
        for (var place = 0; place < text.Length; place += 11)
        {
            var changed = text.ToCharArray();
            changed[place] = changed[place] == 'A' ? 'B' : 'A';
            if (PresentedCredential.Parse(System.Text.Encoding.ASCII.GetBytes(changed)).TryGet(out var presented, out _))
                Assert.NotEqual(Verdict.Valid, CredentialVerifier.Verify(presented, Facts(presented)).Verdict);
        }
    }

    [Theory]
    [InlineData("e30.e30.AAAA~", "algorithm-refused")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoiZGMrc2Qtand0In0.e30.~", "algorithm-refused")]
    [InlineData("eyJhbGciOiJFUzI1NiIsInR5cCI6InZjK3NkLWp3dCJ9.e30.AAAA~", "wrong-typ")]
    [InlineData("eyJhbGciOiJFUzI1NiIsInR5cCI6ImRjK3NkLWp3dCJ9.e30.AAAA~", "sd-jwt-malformed")]
    public void What_only_looks_like_one_gets_a_report_that_says_so(string text, string reason)
    {
        var presented = PresentedCredential.Parse(System.Text.Encoding.ASCII.GetBytes(text)).Value;

        var report = CredentialVerifier.Verify(presented, Facts(presented));

        Assert.Equal((CredentialForm.SdJwtVc, Verdict.Invalid, reason), (presented.Form, report.Verdict, report.Checks[0].Reason));
    }

    [Fact]
    public void Who_was_asked_for_a_proof_must_give_the_right_one()
    {
        string Bound(string audience, string nonce, DateTimeOffset at, PrivateKey? key = null) =>
            KeyBindingJwt.Bind(key ?? Holder, Issue(), DisclosureHash.Sha256, audience, nonce, at);
        foreach (var (text, expected) in new (string, VerificationCheck)[]
        {
            (Bound("us", "n", Now), Reasons.HolderSigned),
            (Issue(), Reasons.KeyBindingMissing),
            (Bound("them", "n", Now), Reasons.ChallengeDiffers),
            (Bound("us", "m", Now), Reasons.ChallengeDiffers),
            (Bound("us", "n", Now.AddHours(-1)), Reasons.KeyBindingTooOld),
            (Bound("us", "n", Now.AddHours(1)), Reasons.PresentationInFuture),
            (Bound("us", "n", Now, Key.PrivateKey), Reasons.HolderUnproven),
        })
        {
            var presented = Parse(text);
            var report = CredentialVerifier.Verify(presented, Facts(presented) with { ExpectedChallenge = "n", ExpectedAudience = "us" });
            Assert.Contains(expected, report.Checks);
            Assert.Equal(expected.Outcome == CheckOutcome.Passed ? Verdict.Valid : Verdict.Invalid, report.Verdict);
        }
    }

    [Fact]
    public void Inside_a_presentation_the_presentations_signature_speaks_for_the_holder()
    {
        foreach (var (key, reason, verdict) in new[] { (Holder, "holder-signed-without-challenge", Verdict.Valid), (Key.PrivateKey, "subject-is-not-holder", Verdict.Invalid) })
        {
            var did = DidDocument.ToDidJwk(key.PublicKey);
            var presentation = new JsonObject
            {
                ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
                ["type"] = "VerifiablePresentation",
                ["holder"] = did.Value,
                ["verifiableCredential"] = new JsonArray(new JsonObject
                {
                    ["@context"] = "https://www.w3.org/ns/credentials/v2",
                    ["type"] = "EnvelopedVerifiableCredential",
                    ["id"] = "data:application/dc+sd-jwt," + Issue(),
                }),
            };
            var signed = CompactJws.Sign(
                new SigningKey(did.Value + "#0", key), "vp+jwt", System.Text.Encoding.UTF8.GetBytes(presentation.ToJsonString()), Now);
            var presented = Parse(signed);
            var report = CredentialVerifier.VerifyPresentation(presented, [Facts(presented.Contained[0])], Facts(presented.Contained[0]) with
            {
                IssuerDocument = new Gathered<DidDocument>.Found(DidDocument.FromIdentifier(did).Value),
            });
            Assert.Equal((reason, verdict), (report.Checks.Single(check => check.Id == CheckIds.HolderBinding).Reason, report.Verdict));
            Assert.Equal(Verdict.Valid, report.Contained[0].Verdict);
            Assert.DoesNotContain(report.Contained[0].Checks, check => check.Id == CheckIds.HolderBinding);
        }
    }

    [Fact]
    public void A_list_counts_for_its_own_issuer_alone()
    {
        var another = new SigningKey(Key.VerificationMethod, PrivateKey.Generate(KeyAlgorithm.P256));
        var presented = Parse(Issue());

        VerificationCheck StatusWith(PublishedTokenStatusList list) => CredentialVerifier
            .Verify(presented, Facts(presented) with { TokenStatusList = new Gathered<PublishedTokenStatusList>.Found(list) }).Checks.Single(check => check.Id == CheckIds.Status);
        Assert.Equal(Reasons.ListSignatureWrong, StatusWith(List(another)));
        Assert.Equal(Reasons.ListKeyUnavailable.Reason, StatusWith(List(Key, issuer: null)).Reason);
        Assert.Equal(Reasons.Revoked, StatusWith(List(Key, TokenStatus.Invalid)));
        Assert.Equal(Reasons.Suspended, StatusWith(List(Key, TokenStatus.Suspended)));
        Assert.Equal(Reasons.UnknownStatusPurpose, StatusWith(List(Key, 3)));
    }

    private static VerificationReport Verify(string text)
    {
        var presented = Parse(text);
        return CredentialVerifier.Verify(presented, Facts(presented));
    }
}
