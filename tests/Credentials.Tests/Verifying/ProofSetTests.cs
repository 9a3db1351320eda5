using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying;

namespace Credentials.Tests.Verifying;

/// <summary>Credentials with several proofs: all must be right, and one of them the issuer's.</summary>
public class ProofSetTests
{
    private static readonly PrivateKey NotaryPrivate = PrivateKey.Generate(KeyAlgorithm.P256);
    private static readonly Did Notary = DidDocument.ToDidKey(NotaryPrivate.PublicKey);
    private static readonly SigningKey NotaryKey = new($"{Notary.Value}#{Notary.MethodSpecificId}", NotaryPrivate);
    private static readonly Gathered<DidDocument> NotaryDocument = new Gathered<DidDocument>.Found(DidDocument.FromIdentifier(Notary).Value);

    private readonly Scenario _scenario = new(CredentialForm.DataIntegrity);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_issuer_and_another_may_sign_in_any_order(bool isIssuerLast)
    {
        var proofs = new[] { Proof(Scenario.Key), Proof(NotaryKey) };
        var signed = With(isIssuerLast ? [proofs[1], proofs[0]] : proofs);

        Assert.Equal([Notary], PresentedCredential.Parse(signed).Value.FurtherSigners);
        Assert.Equal((Verdict.Valid, "signature-right"), Verify(signed));
    }

    [Fact]
    public void An_issuer_may_sign_in_two_forms_and_with_two_keys()
    {
        _scenario.History = [Scenario.Period(Scenario.Key), Scenario.Period(Scenario.P256Key)];
        _scenario.Credential["@context"] = new JsonArray(
            CredentialTerms.CredentialsContext, CredentialTerms.OpenBadgesContext, JsonNode.Parse(CredentialTerms.InlineContext));

        Assert.Equal((Verdict.Valid, "signature-right"), Verify(With(Proof(Scenario.Key, ProofForm.Rdfc), Proof(Scenario.Key), Proof(Scenario.P256Key))));
    }

    [Fact]
    public void A_key_that_is_not_the_issuers_cannot_sign_beside_its_own() =>
        Assert.Equal((Verdict.Invalid, "further-key-refused"), Verify(With(Proof(Scenario.Key), Proof(Scenario.P256Key))));

    [Fact]
    public void A_key_that_the_other_does_not_list_is_refused() =>
        Assert.Equal(
            (Verdict.Invalid, "further-key-refused"),
            Verify(With(Proof(Scenario.Key), Proof(NotaryKey with { VerificationMethod = Notary.Value + "#another" }))));

    [Fact]
    public void Without_the_others_document_it_stays_open() =>
        Assert.Equal((Verdict.Undetermined, "further-key-not-available"), Verify(With(Proof(Scenario.Key), Proof(NotaryKey)), isAtHand: false));

    [Fact]
    public void A_wrong_proof_of_the_others_fails_the_credential()
    {
        var wrong = Proof(NotaryKey);
        wrong["created"] = "2026-07-01T12:00:01Z";

        Assert.Equal((Verdict.Invalid, "signature-wrong"), Verify(With(Proof(Scenario.Key), wrong)));
    }

    [Fact]
    public void Without_the_issuers_own_proof_it_is_nobodys() => Assert.Equal(Verdict.Invalid, Verify(With(Proof(NotaryKey))).Verdict);

    private JsonObject Proof(SigningKey key, ProofForm form = ProofForm.Jcs)
    {
        using var document = JsonDocument.Parse(_scenario.Credential.ToJsonString());
        return JsonNode.Parse(DataIntegrityProof.Add(document.RootElement, key, Scenario.Noon, form: form))!["proof"]!.DeepClone().AsObject();
    }

    private byte[] With(params JsonObject[] proofs)
    {
        var credential = _scenario.Credential.DeepClone().AsObject();
        credential["proof"] = new JsonArray([.. proofs]);
        return System.Text.Encoding.UTF8.GetBytes(credential.ToJsonString());
    }

    private (Verdict Verdict, string? Proof) Verify(byte[] signed, bool isAtHand = true)
    {
        var facts = _scenario.Facts();
        if (isAtHand)
            facts = facts with { FurtherDocuments = new Dictionary<string, Gathered<DidDocument>> { [Notary.Value] = NotaryDocument } };
        var report = CredentialVerifier.Verify(PresentedCredential.Parse(signed).Value, facts);
        return (report.Verdict, report.Checks.Single(check => check.Id == "proof").Reason);
    }
}
