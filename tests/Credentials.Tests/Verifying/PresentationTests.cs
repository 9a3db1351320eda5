using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

public class PresentationTests
{
    internal static readonly SigningKey Holder = HolderKey();
    internal static readonly Did HolderDid = Scenario.DidOf(Holder.VerificationMethod.Split('#')[0]);

    [Theory]
    [InlineData(CredentialForm.VcJwt, CredentialForm.VcJwt)]
    [InlineData(CredentialForm.VcJwt, CredentialForm.DataIntegrity)]
    [InlineData(CredentialForm.DataIntegrity, CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity, CredentialForm.DataIntegrity)]
    public void The_learner_who_signs_is_bound_to_the_credential(CredentialForm outer, CredentialForm inner)
    {
        var report = Verify(Sign(Presentation(Contained(inner)), outer));

        Assert.Equal([CheckIds.Format, CheckIds.Proof, CheckIds.HolderBinding], report.Checks.Select(check => check.Id));
        Assert.Contains(Reasons.HolderSignedBefore, report.Checks);
        Assert.Equal(Verdict.Valid, report.Verdict);
        Assert.Equal("Informatica algemeen", Assert.Single(report.Contained).Credential!.Title);
    }

    [Fact]
    public void An_unsigned_presentation_is_undetermined_and_its_credential_valid()
    {
        var report = Verify(Utf8(Presentation(Contained(CredentialForm.VcJwt))));

        Assert.Contains(Reasons.PresentationNotSigned, report.Checks);
        Assert.Equal((Verdict.Undetermined, Verdict.Valid), (report.Verdict, report.Contained[0].Verdict));
    }

    [Theory]
    [InlineData(CredentialForm.VcJwt, 4, true)]
    [InlineData(CredentialForm.VcJwt, 6, false)]
    [InlineData(CredentialForm.DataIntegrity, 4, true)]
    [InlineData(CredentialForm.DataIntegrity, 6, false)]
    public void A_presentation_signed_in_the_future_is_refused_as_a_credential_is(CredentialForm form, int minutes, bool isBound)
    {
        var report = Verify(Sign(Presentation(Contained(form)), form, new Scenario(form).Now.AddMinutes(minutes)));

        Assert.Contains(isBound ? Reasons.HolderSignedBefore : Reasons.PresentationInFuture, report.Checks);
        Assert.Equal(isBound ? Verdict.Valid : Verdict.Invalid, report.Verdict);
    }

    [Theory]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public void A_presentation_is_not_used_before_its_nbf(int minutes, bool isBound)
    {
        var presentation = Presentation(Contained(CredentialForm.VcJwt));
        presentation["nbf"] = new Scenario(CredentialForm.VcJwt).Now.AddMinutes(minutes).ToUnixTimeSeconds();

        Assert.Contains(isBound ? Reasons.HolderSignedBefore : Reasons.PresentationInFuture, Verify(Sign(presentation, CredentialForm.VcJwt)).Checks);
    }

    [Fact]
    public void Someone_elses_credential_is_not_the_holders()
    {
        var other = new Scenario(CredentialForm.VcJwt);
        other.Credential["credentialSubject"]!["id"] = "did:web:someone.example";

        var report = Verify(Sign(Presentation(Embed(other.Sign(), CredentialForm.VcJwt)), CredentialForm.VcJwt));

        Assert.Contains(Reasons.SubjectIsNotHolder, report.Checks);
        Assert.Equal(Verdict.Invalid, report.Verdict);
    }

    [Fact]
    public void A_credential_without_a_DID_for_its_learner_leaves_the_binding_open() =>
        Assert.Contains(
            Reasons.SubjectUnknown,
            Verify(Sign(Presentation(Embed(new Scenario(CredentialForm.VcJwt).Sign(), CredentialForm.VcJwt)), CredentialForm.VcJwt)).Checks);

    [Fact]
    public void A_presentation_is_no_better_than_what_it_holds()
    {
        var wrong = Contained(CredentialForm.DataIntegrity);
        wrong["name"] = "Doctor of everything";

        var report = Verify(Sign(Presentation(Contained(CredentialForm.VcJwt), wrong), CredentialForm.VcJwt));

        Assert.Equal([Verdict.Valid, Verdict.Invalid], report.Contained.Select(contained => contained.Verdict));
        Assert.Equal(Verdict.Invalid, report.Verdict);
    }

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void A_changed_presentation_proves_no_holder(CredentialForm form)
    {
        var signed = Sign(Presentation(Contained(CredentialForm.VcJwt)), form);
        var changed = form == CredentialForm.VcJwt
            ? System.Text.Encoding.ASCII.GetBytes(System.Text.Encoding.ASCII.GetString(signed)[..^4] + "AAAA")
            : Utf8(Change(signed, presentation => presentation["termsOfUse"] = new JsonObject { ["type"] = "x" }));

        var report = Verify(changed);

        Assert.Contains(Reasons.HolderUnproven, report.Checks);
        Assert.Equal(Verdict.Invalid, report.Verdict);
    }

    [Fact]
    public void A_presentation_signed_for_another_check_is_refused()
    {
        var presentation = Presentation(Contained(CredentialForm.VcJwt));
        presentation["nonce"] = "n-1";
        presentation["aud"] = "did:web:employer.example";
        var signed = Sign(presentation, CredentialForm.VcJwt, new Scenario(CredentialForm.VcJwt).Now);

        Assert.Contains(Reasons.HolderSigned, Verify(signed, "n-1", "did:web:employer.example").Checks);
        Assert.Contains(Reasons.ChallengeDiffers, Verify(signed, "n-2", "did:web:employer.example").Checks);
        Assert.Contains(Reasons.ChallengeDiffers, Verify(signed, "n-1", "did:web:other.example").Checks);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(1000)]
    public void Too_many_credentials_are_refused_unread(int count)
    {
        var contained = Contained(CredentialForm.VcJwt).ToJsonString();
        var text = $$"""{"@context":["https://www.w3.org/ns/credentials/v2"],"type":"VerifiablePresentation","verifiableCredential":[{{string.Join(',', Enumerable.Repeat("{\"type\":\"VerifiableCredential\"}", count - 1))}},{{contained}}]}""";

        var report = Verify(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Contains(Reasons.TooManyCredentials, report.Checks);
        Assert.Empty(report.Contained);
    }

    [Theory]
    [InlineData(CredentialForm.VcJwt)]
    [InlineData(CredentialForm.DataIntegrity)]
    public void A_presentation_of_nothing_is_never_valid(CredentialForm form)
    {
        var without = Presentation();
        without.Remove("verifiableCredential");

        Assert.Contains(Reasons.NoCredentials, Verify(Sign(Presentation(), form)).Checks);
        Assert.Equal(Verdict.Undetermined, Verify(Sign(Presentation(), form)).Verdict);
        Assert.Equal(Verdict.Undetermined, Verify(Sign(without, form)).Verdict);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_that_is_out_of_use_proves_no_holder(bool isRevoked)
    {
        var signed = Sign(Presentation(Contained(CredentialForm.VcJwt)), CredentialForm.VcJwt);
        var presented = PresentedCredential.Parse(signed).Value;
        var facts = new Scenario(CredentialForm.VcJwt).Facts();
        var document = DidDocument.FromIdentifier(HolderDid).Value;
        var method = document.Authentication[0];
        var holder = facts with
        {
            IssuerDocument = new Gathered<DidDocument>.Found(document with
            {
                Authentication = [isRevoked ? method with { Revoked = facts.Now } : method with { Expires = facts.Now }],
            }),
        };

        var report = CredentialVerifier.VerifyPresentation(presented, [facts], holder);

        Assert.Contains(Reasons.HolderKeyRefused, report.Checks);
        Assert.Equal(Verdict.Invalid, report.Verdict);
    }

    [Fact]
    public void Hundreds_of_thousands_of_subjects_cost_no_more_than_reading_them()
    {
        var contained = $$"""{"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],"issuer":"did:web:a.example","credentialSubject":[{}{{string.Concat(Enumerable.Repeat(",{}", 300_000))}}]}""";
        var signed = Sign(Presentation(JsonNode.Parse(contained)!), CredentialForm.DataIntegrity);
        var started = Stopwatch.GetTimestamp();

        Assert.Contains(Reasons.SubjectUnknown, Verify(signed).Checks);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_presentation_inside_a_presentation_is_no_credential()
    {
        var inner = Presentation(Contained(CredentialForm.VcJwt));

        var report = Verify(Sign(Presentation(inner), CredentialForm.VcJwt));

        Assert.Contains(Reasons.NotACredential, Assert.Single(report.Contained).Checks);
    }

    [Fact]
    public void An_enveloped_presentation_is_the_presentation_in_it()
    {
        var token = System.Text.Encoding.ASCII.GetString(Sign(Presentation(Contained(CredentialForm.VcJwt)), CredentialForm.VcJwt));

        Assert.Equal(Verdict.Valid, Verify(Utf8(new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
            ["id"] = "data:application/vp+jwt," + token,
            ["type"] = "EnvelopedVerifiablePresentation",
        })).Verdict);
    }

    private static SigningKey HolderKey()
    {
        var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var did = DidDocument.ToDidKey(key.PublicKey);
        return new SigningKey(DidDocument.FromIdentifier(did).Value.Authentication[0].Id, key);
    }

    internal static JsonObject Contained(CredentialForm form)
    {
        var scenario = new Scenario(form);
        scenario.Credential["credentialSubject"]!["id"] = HolderDid.Value;
        return Embed(scenario.Sign(), form);
    }

    internal static JsonObject Embed(byte[] signed, CredentialForm form) => form == CredentialForm.DataIntegrity
        ? JsonNode.Parse(signed)!.AsObject()
        : new JsonObject
        {
            ["@context"] = "https://www.w3.org/ns/credentials/v2",
            ["id"] = "data:application/vc+jwt," + System.Text.Encoding.ASCII.GetString(signed),
            ["type"] = "EnvelopedVerifiableCredential",
        };

    internal static JsonObject Presentation(params JsonNode[] credentials) => new()
    {
        ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
        ["type"] = new JsonArray("VerifiablePresentation"),
        ["holder"] = HolderDid.Value,
        ["verifiableCredential"] = new JsonArray(credentials),
    };

    internal static byte[] Sign(JsonObject presentation, CredentialForm form, DateTimeOffset? at = null)
    {
        if (form == CredentialForm.VcJwt)
            return System.Text.Encoding.ASCII.GetBytes(CompactJws.Sign(Holder, "vp+jwt", Utf8(presentation), at ?? Scenario.Noon));
        using var document = JsonDocument.Parse(Utf8(presentation));
        return DataIntegrityProof.Add(document.RootElement, Holder, at ?? Scenario.Noon, "authentication");
    }

    internal static VerificationReport Verify(byte[] text, string? challenge = null, string? audience = null)
    {
        var presented = PresentedCredential.Parse(text).Value;
        var facts = new Scenario(CredentialForm.VcJwt).Facts();
        var holder = facts with
        {
            IssuerDocument = new Gathered<DidDocument>.Found(DidDocument.FromIdentifier(HolderDid).Value),
            ExpectedChallenge = challenge,
            ExpectedAudience = audience,
        };
        return CredentialVerifier.VerifyPresentation(presented, [.. presented.Contained.Select(_ => facts)], holder);
    }

    private static JsonObject Change(byte[] json, Action<JsonObject> change)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        change(node);
        return node;
    }

    private static byte[] Utf8(JsonNode json) => System.Text.Encoding.UTF8.GetBytes(json.ToJsonString());
}
