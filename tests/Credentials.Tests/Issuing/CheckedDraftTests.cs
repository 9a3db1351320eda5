using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Inputs;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Tests.Achievements;

namespace Credentials.Tests.Issuing;

public sealed class CheckedDraftTests : IDisposable
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly SigningKey _key = Awards.Key();

    /// <summary>The eleven mandatory elements of the EU standard, each by what must go for it to be missing.</summary>
    public static TheoryData<string, string, string> MandatoryElements => new()
    {
        { "identification of the learner", "/credentialSubject/identifier", "/credentialSubject" },
        { "title", "/credentialSubject/achievement/name", "/credentialSubject/achievement/name" },
        { "country", "/issuer/address/addressCountryCode", "/issuer/address/addressCountryCode" },
        { "region", "/issuer/address/addressRegion", "/issuer/address/addressRegion" },
        { "awarding body", "/issuer/name", "/issuer/name" },
        { "date of issuing", "/awardedDate", "/awardedDate" },
        { "learning outcomes", "/credentialSubject/achievement/learningOutcome", "/credentialSubject/achievement/learningOutcome" },
        { "workload", "/credentialSubject/achievement/creditsAvailable", "/credentialSubject/achievement" },
        { "level", "/credentialSubject/achievement/alignment", "/credentialSubject/achievement/alignment" },
        { "type of assessment", "/credentialSubject/achievement/provenBy", "/credentialSubject/achievement/provenBy" },
        { "form of participation", "/credentialSubject/achievement/mode", "/credentialSubject/achievement/mode" },
        { "type of quality assurance", "/credentialSubject/achievement/accreditation", "/credentialSubject/achievement/accreditation" },
    };

    [Theory]
    [MemberData(nameof(MandatoryElements))]
    public void Without_a_mandatory_element_nothing_can_be_signed(string element, string removed, string pointer)
    {
        var credential = Credential();
        var path = removed[1..].Split('/');
        path[..^1].Aggregate(credential, (node, step) => node[step]!).AsObject().Remove(path[^1]);

        var errors = Recheck(credential).Problem!.Errors;

        Assert.Contains(errors, error => error.Pointer == pointer && error.Reason == InputReasons.Missing && error.Detail.Length > 0);
        Assert.All(errors, error => Assert.Equal(pointer, error.Pointer));
        Assert.NotEmpty(element);
    }

    [Fact]
    public void An_alignment_to_a_skill_does_not_stand_for_the_level()
    {
        var credential = Credential();
        foreach (var alignment in credential["credentialSubject"]!["achievement"]!["alignment"]!.AsArray())
        {
            alignment!["targetType"] = CredentialTerms.SkillTargetType;
        }

        Assert.Equal("/credentialSubject/achievement/alignment", Assert.Single(Recheck(credential).Problem!.Errors).Pointer);
    }

    [Theory]
    [InlineData("/name", "\"\"")]
    [InlineData("/name", "\"  \"")]
    [InlineData("/name", "1")]
    [InlineData("/name", "null")]
    [InlineData("/id", "\"urn:uuid:1\"")]
    [InlineData("/type", "[\"VerifiableCredential\"]")]
    [InlineData("/type", "[\"OpenBadgeCredential\",\"VerifiableCredential\"]")]
    [InlineData("/validFrom", "\"2026-06-30T00:00:00Z\"")]
    [InlineData("/validFrom", "\"2026-06-30T00:00:00+01:00\"")]
    [InlineData("/validFrom", "\"2026-06-31T00:00:00+02:00\"")]
    [InlineData("/issuer", "\"did:web:x\"")]
    [InlineData("/credentialSubject/achievement/alignment", "[]")]
    [InlineData("/credentialSubject/achievement/alignment", "[1]")]
    [InlineData("/credentialSubject/achievement/learningOutcome", "[]")]
    [InlineData("/credentialSubject/achievement/creditsAvailable", "0")]
    [InlineData("/credentialSubject/achievement/creditsAvailable", "\"3\"")]
    [InlineData("/credentialSubject/achievement/volumeOfLearning", "\"P60M\"")]
    [InlineData("/credentialSubject/achievement/volumeOfLearning", "\"PTH\"")]
    [InlineData("/credentialSubject/achievement/accreditation", "{}")]
    [InlineData("/credentialSubject/identifier", "[{\"type\":\"IdentityObject\",\"hashed\":false,\"identityHash\":\"An\",\"identityType\":\"nationalIdentityNumber\"}]")]
    [InlineData("/credentialStatus", "[]")]
    [InlineData("/credentialStatus/statusPurpose", "\"message\"")]
    [InlineData("/nationalNumber", "\"00012556777\"")]
    [InlineData("/credentialSubject/birthDate", "\"2000-01-25\"")]
    [InlineData("/issuer/address/geo", "{\"deep\":[1]}")]
    public void What_is_not_written_so_here_cannot_be_signed(string pointer, string value)
    {
        var credential = Credential();
        var path = pointer[1..].Split('/');
        path[..^1].Aggregate(credential, (node, step) => node[step]!).AsObject()[path[^1]] = JsonNode.Parse(value);

        Assert.All(Recheck(credential).Problem!.Errors, error => Assert.StartsWith(pointer, error.Pointer, StringComparison.Ordinal));
    }

    [Fact]
    public void A_member_that_stands_twice_another_context_and_trailing_text_are_refused()
    {
        var text = Credential().ToJsonString(Relaxed);

        Assert.Equal(InputReasons.DuplicateMember, Reason(text.Replace("\"name\":", "\"name\":\"x\",\"name\":", StringComparison.Ordinal)));
        Assert.Equal(InputReasons.NotAllowedValue, Reason(text.Replace("elm:learningOutcome", "elm:other", StringComparison.Ordinal)));
        Assert.Equal(InputReasons.NotAllowedValue, Reason(" " + text));
        Assert.Equal(InputReasons.BadFormat, Reason(text + "{}"));
        Assert.Equal(InputReasons.BadFormat, Reason(text[..^1]));
        Assert.Equal(InputReasons.WrongType, Reason(text.Replace("\"name\":\"T\"", "\"name\":\"\\ud800\"", StringComparison.Ordinal)));

        string Reason(string changed) => Recheck(changed).Problem!.Errors[0].Reason;
    }

    [Theory]
    [InlineData(KeyAlgorithm.Ed25519)]
    [InlineData(KeyAlgorithm.P256)]
    public void What_was_signed_is_recovered_and_checked_again(KeyAlgorithm algorithm)
    {
        using var privateKey = PrivateKey.Generate(algorithm);
        var key = _key with { PrivateKey = privateKey };
        foreach (var award in CredentialDraftTests.EveryKind().Take(24))
        {
            var draft = Awards.Draft(award).Check().Value;
            var jwt = draft.SignAsJwt(key, Awards.Now);
            var proven = draft.SignAsDataIntegrity(key, Awards.Now).Value;

            Assert.Equal((Awards.Id, CredentialForm.VcJwt, key.VerificationMethod, Awards.Now), (jwt.Id, jwt.Form, jwt.VerificationMethod, jwt.SignedAt));
            Assert.Equal(draft.Utf8.ToArray(), CheckedDraft.FromSigned(jwt).Value.Utf8.ToArray());
            var again = CheckedDraft.FromSigned(proven).Value;
            using var before = JsonDocument.Parse(draft.Utf8);
            using var after = JsonDocument.Parse(again.Utf8);
            Assert.True(JsonElement.DeepEquals(before.RootElement, after.RootElement));
            Assert.True(CompactJws.Parse(System.Text.Encoding.ASCII.GetString(jwt.Utf8.Span)).Value.Verify(privateKey.PublicKey));
            using var secured = JsonDocument.Parse(proven.Utf8);
            Assert.True(Assert.Single(DataIntegrityProof.Read(secured.RootElement).Value).Verify(privateKey.PublicKey));
            Assert.Equal("vc+jwt", CompactJws.Parse(System.Text.Encoding.ASCII.GetString(jwt.Utf8.Span)).Value.Type);
        }
    }

    [Fact]
    public void A_signed_credential_of_another_record_or_without_proof_is_refused()
    {
        var draft = Awards.Draft(Awards.Check(Definitions.Smallest())).Check().Value;
        var jwt = draft.SignAsJwt(_key, Awards.Now);

        Assert.False(CheckedDraft.FromSigned(jwt with { Id = Guid.Empty }).IsSuccess);
        Assert.False(CheckedDraft.FromSigned(jwt with { Utf8 = "a.b"u8.ToArray() }).IsSuccess);
        Assert.False(CheckedDraft.FromSigned(jwt with { Form = CredentialForm.DataIntegrity }).IsSuccess);
        Assert.False(CheckedDraft.FromSigned(jwt with { Form = CredentialForm.DataIntegrity, Utf8 = draft.Utf8 }).IsSuccess);
        Assert.False(CheckedDraft.FromSigned(jwt with { Form = CredentialForm.DataIntegrity, Utf8 = "{\"proof\":{}}"u8.ToArray() }).IsSuccess);
    }

    /// <summary>Whatever is changed, the check answers; and what it accepts says the same or is a text of the same form.</summary>
    [Fact]
    public void The_check_answers_for_any_change_of_a_byte()
    {
        var original = Awards.Draft(Awards.Check(Definitions.Smallest())).Utf8.ToArray();
        var random = new Random(7);
        for (var index = 0; index < original.Length; index++)
        {
            var changed = (byte[])original.Clone();
            changed[index] = (byte)random.Next(256);
            var result = CheckedDraft.FromSigned(new SignedCredential(Awards.Id, CredentialForm.DataIntegrity, Proof(changed), "", Awards.Now));
            Assert.True(result.IsSuccess || result.Problem.Detail.Length > 0);
            Assert.False(result.IsSuccess && index < original.AsSpan().IndexOf("\"id\":\"urn:uuid:"u8) && changed[index] != original[index]);
        }

        static byte[] Proof(byte[] unsigned) => [.. unsigned.AsSpan(0, unsigned.Length - 1), .. ",\"proof\":{}}"u8];
    }

    public void Dispose() => _key.PrivateKey.Dispose();

    private static JsonNode Credential()
    {
        var definition = Definitions.Smallest();
        definition["workload"] = new JsonObject { ["ects"] = 3 };
        return JsonNode.Parse(Awards.Draft(Awards.Check(definition)).Utf8.Span)!;
    }

    private Result<CheckedDraft> Recheck(JsonNode credential) => Recheck(credential.ToJsonString(Relaxed));

    private Result<CheckedDraft> Recheck(string credential)
    {
        var payload = System.Text.Encoding.UTF8.GetBytes(credential);
        var jws = CompactJws.Sign(_key, "vc+jwt", payload, Awards.Now);
        return CheckedDraft.FromSigned(new SignedCredential(
            Awards.Id, CredentialForm.VcJwt, System.Text.Encoding.ASCII.GetBytes(jws), _key.VerificationMethod, Awards.Now));
    }
}
