using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Presentations;
using Credentials.Tests.Verifying;

namespace Credentials.Tests.Presentations;

public class PresentedAnswerTests
{
    [Fact]
    public void One_presentation_of_one_form_is_an_answer()
    {
        Assert.Equal(CredentialForm.SdJwtVc, Answers.Read("micro-credential", Answers.Bind(Answers.Show())).Form);
        Assert.True(Answers.Read("vc-jwt", Answers.SignToken()).IsPresentation);
        Assert.True(Answers.Read("vc-jwt", Answers.SignWrapped()).IsPresentation);
        Assert.True(Answers.Read("data-integrity", Answers.SignProof()).IsPresentation);
    }

    [Fact]
    public void A_presentation_in_a_claim_is_its_issuers_and_holds_tokens()
    {
        var presented = Answers.Read("vc-jwt", Answers.SignWrapped());

        Assert.Equal(PresentationTests.HolderDid, presented.Holder);
        Assert.Equal(Scenario.Did, Assert.Single(presented.Contained).Issuer);
        Assert.Equal(PresentationTests.HolderDid, Answers.Read("vc-jwt", Answers.SignWrapped(payload => payload.Remove("iss"))).Holder);
    }

    /// <summary>Of OpenID4VP 1.0 alone: elsewhere the claim stays what VC-JOSE-COSE says of it, a fault.</summary>
    [Fact]
    public void Handed_in_elsewhere_a_presentation_in_a_claim_is_none()
    {
        Assert.False(Credentials.Verifying.PresentedCredential.Parse(System.Text.Encoding.ASCII.GetBytes(Answers.SignWrapped())).Value.IsPresentation);
    }

    [Fact]
    public void Whatever_does_not_answer_the_query_is_refused()
    {
        var (held, token, proof) = (Answers.Bind(Answers.Show()), Answers.SignToken(), Answers.SignProof());
        string Text(string text) => JsonSerializer.Serialize(text);
        foreach (var json in new[]
        {
            "{}", "[]", "null", "\"text\"",
            $$"""{"other":[{{Text(held)}}]}""",
            $$"""{"micro-credential":{{Text(held)}}}""",
            """{"micro-credential":[]}""",
            """{"micro-credential":[null]}""",
            """{"micro-credential":[1]}""",
            """{"micro-credential":[""]}""",
            """{"micro-credential":["no token"]}""",
            $$"""{"micro-credential":[{{Text(held)}},{{Text(held)}}]}""",
            $$"""{"micro-credential":[{{Text(held)}}],"vc-jwt":[{{Text(token)}}]}""",
            $$"""{"micro-credential":[{{Text(held)}}],"vc-jwt":[]}""",
            $$"""{"micro-credential":[{{Text(token)}}]}""",
            $$"""{"micro-credential":[{{proof}}]}""",
            $$"""{"micro-credential":[{{Text(proof)}}]}""",
            $$"""{"vc-jwt":[{{Text(held)}}]}""",
            $$"""{"vc-jwt":[{{proof}}]}""",
            $$"""{"vc-jwt":[{{Text(proof)}}]}""",
            $$"""{"vc-jwt":[{{Text(" " + proof)}}]}""",
            $$"""{"vc-jwt":[{{Text($$""" {"type":"EnvelopedVerifiablePresentation","id":"data:application/vp+jwt,{{token}}"}""")}}]}""",
            $$"""{"data-integrity":[{"type":"EnvelopedVerifiablePresentation","id":"data:application/vp+jwt,{{token}}"}]}""",
            $$"""{"data-integrity":[{{Text(proof)}}]}""",
            $$"""{"data-integrity":[{{Text(token)}}]}""",
            """{"data-integrity":[{}]}""",
        })
            Assert.False(PresentedAnswer.Read(Asks.Parse(json)).IsSuccess, json[..Math.Min(json.Length, 80)]);
    }

    [Fact]
    public void A_presentation_holds_one_credential_of_its_own_format()
    {
        JsonObject Enveloped(string type, string token) => new()
        {
            ["@context"] = "https://www.w3.org/ns/credentials/v2",
            ["type"] = "EnvelopedVerifiableCredential",
            ["id"] = $"data:application/{type},{token}",
        };
        var embedded = PresentationTests.Contained(CredentialForm.DataIntegrity);
        foreach (var contained in new JsonArray[]
        {
            [], [PresentationTests.Contained(CredentialForm.VcJwt), PresentationTests.Contained(CredentialForm.VcJwt)], [embedded], [Enveloped("dc+sd-jwt", Answers.Show())],
        })
            Assert.False(PresentedAnswer.Read(Answers.Token("vc-jwt", Answers.SignToken(payload => payload["verifiableCredential"] = contained.DeepClone()))).IsSuccess);
        foreach (var contained in new JsonArray[] { [], [PresentationTests.Contained(CredentialForm.VcJwt)], [embedded.DeepClone(), embedded.DeepClone()] })
            Assert.False(PresentedAnswer.Read(Answers.Token(
                "data-integrity", Answers.SignProof(changePresentation: presentation => presentation["verifiableCredential"] = contained.DeepClone()))).IsSuccess);
    }

    [Fact]
    public void Random_text_is_refused_and_never_thrown_over()
    {
        var random = new Random(4711);
        foreach (var query in new[] { "micro-credential", "learning-credential", "vc-jwt", "data-integrity" })
            for (var round = 0; round < 300; round++)
            {
                var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => "eyJ.~AZ09-_{}[]\":, é"[random.Next(20)])]);
                Assert.False(PresentedAnswer.Read(Asks.Parse($$"""{"{{query}}":[{{JsonSerializer.Serialize(text)}}]}""")).IsSuccess, text);
            }
    }
}
