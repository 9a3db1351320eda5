using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Presentations;
using Credentials.SdJwts;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Tests.Verifying;
using Credentials.Verifying;
using static Credentials.Tests.Verifying.HeldCredentials;

namespace Credentials.Tests.Presentations;

/// <summary>What the holder did not make for exactly this request is never valid.</summary>
public class HolderProofTests
{
    private const string Micro = "micro-credential";
    private const string VcJwt = "vc-jwt";
    private const string DataIntegrity = "data-integrity";

    private static readonly SigningKey Stranger = StrangersKey();

    [Fact]
    public void What_the_holder_made_for_this_request_is_valid_in_every_form()
    {
        foreach (var (query, presentation) in Good())
        {
            var report = Answers.Judge(query, presentation);
            Assert.Equal((query, Verdict.Valid), (query, report.Verdict));
            Assert.Contains(Reasons.HolderSigned, report.Checks);
            Assert.Equal(CheckIds.Request, report.Checks[^1].Id);
        }
    }

    [Fact]
    public void A_key_binding_with_any_member_changed_is_never_valid()
    {
        var shown = Answers.Show();
        Assert.True(Answers.IsValid(Micro, Answers.Bind(shown, (_, _) => { })));
        foreach (var name in new[] { "iat", "aud", "nonce", "sd_hash" })
        {
            Refuse(shown, claims => claims.Remove(name));
            foreach (var value in new JsonNode?[]
            {
                null, "", "x", 0, 1.5, -1, true, new JsonArray(), new JsonObject(), Answers.ClientId + "/", "did:web:employer.example", Asks.Nonce + "x", Asks.Nonce.ToUpperInvariant(),
                new JsonArray(Answers.ClientId, "other"), new JsonArray(Asks.Nonce), Now.AddHours(-1).ToUnixTimeSeconds(), Now.AddHours(1).ToUnixTimeSeconds(),
            })
                Refuse(shown, claims => claims[name] = value?.DeepClone());
        }

        Refuse(shown, claims => claims["aud"] = new JsonArray(Answers.ClientId));
        Refuse(shown, claims => claims["exp"] = Now.AddHours(-1).ToUnixTimeSeconds());
        Refuse(shown, claims => claims["nbf"] = Now.AddHours(1).ToUnixTimeSeconds());
        foreach (var type in new[] { null, "", "JWT", "kb+sd-jwt", "openid4vci-proof+jwt", "dpop+jwt" })
            Refuse(shown, _ => { }, header => header["typ"] = type);
        foreach (var algorithm in new[] { null, "none", "HS256", "EdDSA", "RS256", "es256" })
            Refuse(shown, _ => { }, header => header["alg"] = algorithm);
        Refuse(shown, _ => { }, header => header["crit"] = new JsonArray("exp"));
    }

    [Fact]
    public void A_key_binding_by_another_key_is_never_valid()
    {
        using var other = PrivateKey.Generate(KeyAlgorithm.P256);
        var shown = Answers.Show();

        foreach (var key in new[] { other, Key.PrivateKey })
        {
            Assert.False(Answers.IsValid(Micro, Answers.Bind(shown, (_, _) => { }, key)));
            // A key that it brings along is not the holder's.
            Assert.False(Answers.IsValid(Micro, Answers.Bind(shown, (header, _) => header["jwk"] = Wallets.SignedJwt.Jwk(key.PublicKey), key)));
        }
    }

    [Fact]
    public void Without_a_key_binding_nothing_is_valid_and_nothing_is_shown()
    {
        var report = Answers.Judge(Micro, Answers.Show());

        Assert.Equal((Verdict.Invalid, Reasons.KeyBindingMissing), (report.Verdict, report.Check(CheckIds.HolderBinding)));
        Assert.Null(report.Credential);
    }

    [Fact]
    public void Disclosures_are_what_the_holder_signed_no_more_no_less_no_other()
    {
        var (shown, more) = (Answers.Show(Micro, "title", "level", "givenName", "familyName", "awardingBody", "issuanceDate"), Answers.Show());
        var bound = Answers.Bind(shown);
        Assert.True(Answers.IsValid(Micro, bound));
        var binding = bound[(bound.LastIndexOf('~') + 1)..];
        var parts = shown.Split('~')[..^1];

        Assert.False(Answers.IsValid(Micro, more + binding));
        var extra = more.Split('~').First(part => part.Length > 0 && !parts.Contains(part));
        Assert.False(Answers.IsValid(Micro, shown + extra + "~" + binding));
        for (var left = 1; left < parts.Length; left++)
        {
            Assert.False(Answers.IsValid(Micro, string.Concat(parts.Where((_, place) => place != left).Select(part => part + "~")) + binding));
            Assert.False(Answers.IsValid(Micro, string.Concat(parts.Select((part, place) => (place == left ? part[..^1] + (part[^1] == 'A' ? 'Q' : 'A') : part) + "~")) + binding));
        }

        Assert.False(Answers.IsValid(Micro, string.Concat(parts[..1].Concat(parts[1..].Reverse()).Select(part => part + "~")) + binding));
        // Of another credential of the same holder, for the same request.
        var other = Answers.Bind(Answers.Show());
        Assert.False(Answers.IsValid(Micro, shown + other[(other.LastIndexOf('~') + 1)..]));
        Assert.False(Answers.IsValid(Micro, Answers.Show("learning-credential") + binding));
    }

    [Fact]
    public void Any_changed_character_makes_any_answer_anything_but_valid()
    {
        foreach (var (query, presentation) in Good())
            for (var place = 0; place < presentation.Length; place += 13)
            {
                var changed = presentation.ToCharArray();
                changed[place] = changed[place] == 'A' ? 'B' : 'A';
                Assert.False(Same(query, presentation, new string(changed)) is false && Answers.IsValid(query, new string(changed)), $"{query} at {place}");
            }
    }

    [Fact]
    public void A_presentation_token_with_any_binding_member_changed_is_never_valid()
    {
        foreach (var sign in new Func<Action<JsonObject>, string>[] { change => Answers.SignToken(change), change => Answers.SignWrapped(change) })
        {
            Assert.True(Answers.IsValid(VcJwt, sign(_ => { })));
            foreach (var name in new[] { "aud", "nonce" })
            {
                Assert.False(Answers.IsValid(VcJwt, sign(payload => payload.Remove(name))));
                foreach (var value in new JsonNode?[]
                {
                    null, "", 1, new JsonArray(), new JsonObject(), Answers.ClientId + "/", "did:web:employer.example", Asks.Nonce + "x",
                    new JsonArray(Answers.ClientId, "other"), new JsonArray("other", Answers.ClientId), new JsonArray(Asks.Nonce),
                })
                    Assert.False(Answers.IsValid(VcJwt, sign(payload => payload[name] = value?.DeepClone())), $"{name} {value}");
            }

            Assert.False(Answers.IsValid(VcJwt, sign(payload => payload["exp"] = Now.AddSeconds(-1).ToUnixTimeSeconds())));
            Assert.False(Answers.IsValid(VcJwt, sign(payload => payload["nbf"] = Now.AddHours(1).ToUnixTimeSeconds())));
            Assert.False(Answers.IsValid(VcJwt, sign(payload => payload["exp"] = "soon")));
            Assert.False(Answers.IsValid(VcJwt, sign(payload => payload["iss"] = "did:web:someone.example")));
            Assert.False(Answers.IsValid(VcJwt, sign(payload => payload["holder"] = "did:web:someone.example")));
        }

        // One audience may stand in a list of one (RFC 7519 section 4.1.3).
        Assert.True(Answers.IsValid(VcJwt, Answers.SignToken(payload => payload["aud"] = new JsonArray(Answers.ClientId))));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignToken(at: Now.AddHours(-1))));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignToken(at: Now.AddHours(1))));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignWrapped(payload => payload["iat"] = Now.AddHours(-1).ToUnixTimeSeconds())));
    }

    [Fact]
    public void A_token_that_was_made_for_something_else_is_no_presentation()
    {
        foreach (var type in new[] { "openid4vci-proof+jwt", "kb+jwt", "dpop+jwt", "vc+jwt", "vp+jwt" })
            Assert.False(Answers.IsValid(VcJwt, Answers.SignWrapped(type: type)), type);
        foreach (var type in new[] { "JWT", "openid4vci-proof+jwt", "kb+jwt", "vc+jwt" })
            Assert.False(Answers.IsValid(VcJwt, Answers.SignToken(type: type)), type);
    }

    [Fact]
    public void Two_presentations_in_one_token_are_none()
    {
        var other = Answers.Presentation(CredentialForm.VcJwt);

        Assert.False(Answers.IsValid(VcJwt, Answers.SignWrapped(payload => payload["verifiableCredential"] = other["verifiableCredential"]!.DeepClone())));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignToken(payload => payload["vp"] = other.DeepClone())));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignWrapped(payload => payload["vp"]!["holder"] = "did:web:someone.example")));
    }

    [Fact]
    public void A_proof_with_any_member_changed_is_never_valid()
    {
        Assert.True(Answers.IsValid(DataIntegrity, Answers.SignProof()));
        foreach (var name in new[] { "challenge", "domain", "proofPurpose", "cryptosuite", "type", "verificationMethod" })
        {
            Assert.False(Answers.IsValid(DataIntegrity, Answers.SignProof(proof => proof.Remove(name))), name);
            foreach (var value in new JsonNode?[]
            {
                null, "", 1, new JsonArray(), "x", "assertionMethod", Answers.ClientId + "/", Asks.Nonce + "x", new JsonArray(Answers.ClientId, "other"), new JsonArray(Asks.Nonce),
            })
                Assert.False(Answers.IsValid(DataIntegrity, Answers.SignProof(proof => proof[name] = value?.DeepClone())), $"{name} {value}");
        }

        foreach (var time in new[] { "2026-07-02T10:00:00Z", "2026-07-02T14:00:00Z", "never" })
            Assert.False(Answers.IsValid(DataIntegrity, Answers.SignProof(proof => proof["created"] = time)), time);
        Assert.False(Answers.IsValid(DataIntegrity, Answers.SignProof(proof => proof["expires"] = "2026-07-02T11:00:00Z")));
        // Challenge and domain beside the proof, where nothing signs them for the proof.
        Assert.False(Answers.IsValid(DataIntegrity, Answers.SignProof(
            proof => proof.Remove("challenge"), changePresentation: presentation => presentation["challenge"] = Asks.Nonce)));
    }

    [Fact]
    public void Someone_else_cannot_present_the_holders_credential()
    {
        Assert.False(Answers.IsValid(VcJwt, Answers.SignToken(key: Stranger)));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignToken(payload => payload["holder"] = Stranger.VerificationMethod.Split('#')[0], key: Stranger)));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignToken(payload => payload.Remove("holder"), key: Stranger)));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignWrapped(key: Stranger)));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignWrapped(payload => payload["iss"] = Stranger.VerificationMethod.Split('#')[0], key: Stranger)));
        Assert.False(Answers.IsValid(VcJwt, Answers.SignWrapped(payload => payload.Remove("iss"), key: Stranger)));
        Assert.False(Answers.IsValid(DataIntegrity, Answers.SignProof(key: Stranger)));
        Assert.False(Answers.IsValid(
            DataIntegrity, Answers.SignProof(key: Stranger, changePresentation: presentation => presentation["holder"] = Stranger.VerificationMethod.Split('#')[0])));
    }

    /// <summary>The stranger's own DID document is found, as it would be: his signature is right, and the credential still another's.</summary>
    [Fact]
    public void Someone_else_who_says_who_he_is_presents_a_credential_about_another()
    {
        var did = Scenario.DidOf(Stranger.VerificationMethod.Split('#')[0]);
        foreach (var (query, presentation) in new[]
        {
            (VcJwt, Answers.SignToken(payload => payload["holder"] = did.Value, key: Stranger)),
            (VcJwt, Answers.SignWrapped(payload => payload["iss"] = did.Value, key: Stranger)),
            (DataIntegrity, Answers.SignProof(key: Stranger, changePresentation: presentation => presentation["holder"] = did.Value)),
        })
        {
            var presented = Answers.Read(query, presentation);
            var facts = new Scenario(presented.Form).Facts();
            var holder = facts with { IssuerDocument = new Gathered<DidDocument>.Found(DidDocument.FromIdentifier(did).Value) };
            var report = PresentationVerifier.Verify(presented, Answers.Expecting(), [facts], holder);
            Assert.Equal((Verdict.Invalid, Reasons.SubjectIsNotHolder), (report.Verdict, report.Check(CheckIds.HolderBinding)));
            Assert.Null(report.Contained[0].Credential);
        }
    }

    [Fact]
    public void Unsigned_presentations_and_credentials_alone_are_refused_whatever_they_hold()
    {
        var unsigned = Answers.Presentation(CredentialForm.DataIntegrity).ToJsonString();
        Assert.Equal(
            (Verdict.Invalid, Reasons.KeyBindingMissing), (Answers.Judge(DataIntegrity, unsigned).Verdict, Answers.Judge(DataIntegrity, unsigned).Check(CheckIds.HolderBinding)));
        foreach (var (query, form) in new[] { (VcJwt, CredentialForm.VcJwt), (DataIntegrity, CredentialForm.DataIntegrity) })
        {
            var scenario = new Scenario(form);
            scenario.Credential["credentialSubject"]!["id"] = PresentationTests.HolderDid.Value;
            var report = Answers.Judge(query, System.Text.Encoding.UTF8.GetString(scenario.Sign()));
            Assert.Equal((Verdict.Invalid, Reasons.KeyBindingMissing), (report.Verdict, report.Check(CheckIds.HolderBinding)));
            Assert.Null(report.Credential);
        }
    }

    [Fact]
    public void A_credential_without_its_learners_DID_is_never_valid()
    {
        var embedded = PresentationTests.Embed(new Scenario(CredentialForm.VcJwt).Sign(), CredentialForm.VcJwt);
        var report = Answers.Judge(VcJwt, Answers.SignToken(payload => payload["verifiableCredential"] = new JsonArray(embedded)));

        Assert.Equal((Verdict.Undetermined, Reasons.SubjectUnknown), (report.Verdict, report.Check(CheckIds.HolderBinding)));
    }

    [Fact]
    public void What_is_revoked_suspended_or_expired_is_so_however_well_it_is_presented()
    {
        var presented = Answers.Read(Micro, Answers.Bind(Answers.Show()));
        foreach (var (change, reason) in new (Func<VerificationFacts, VerificationFacts>, VerificationCheck)[]
        {
            (facts => facts with { TokenStatusList = new Gathered<PublishedTokenStatusList>.Found(List(Key, TokenStatus.Invalid)) }, Reasons.Revoked),
            (facts => facts with { TokenStatusList = new Gathered<PublishedTokenStatusList>.Found(List(Key, TokenStatus.Suspended)) }, Reasons.Suspended),
            (facts => facts with { Now = facts.Now.AddYears(3) }, Reasons.Expired),
            (facts => facts with { TokenStatusList = new Gathered<PublishedTokenStatusList>.Unreachable("down") }, Reasons.ListUnreachable),
            (facts => facts with { TrustedIssuer = new Gathered<TrustedIssuer>.NotFound("unknown") }, Reasons.UnknownIssuer),
        })
        {
            var report = Answers.Judge(presented, change: change);
            Assert.Contains(report.Checks, check => check.Reason == reason.Reason);
            Assert.NotEqual(Verdict.Valid, report.Verdict);
        }
    }

    [Fact]
    public void A_request_without_nonce_or_client_expects_nothing_and_is_none()
    {
        Assert.Throws<ArgumentException>(() => new PresentationExpectation(Asks.For(), "", Asks.Nonce));
        Assert.Throws<ArgumentException>(() => new PresentationExpectation(Asks.For(), Answers.ClientId, ""));
        var presented = Answers.Read(Micro, Answers.Bind(Answers.Show()));
        Assert.Throws<ArgumentException>(() => PresentationVerifier.Verify(presented, Answers.Expecting(), [], null));
        var presentation = Answers.Read(VcJwt, Answers.SignToken());
        Assert.Throws<ArgumentException>(() => PresentationVerifier.Verify(presentation, Answers.Expecting(), [new Scenario(CredentialForm.VcJwt).Facts()], null));
    }

    /// <summary>What the host gathered may say nothing about the request, or say something else: only the expectation counts.</summary>
    [Fact]
    public void Facts_cannot_change_what_is_expected()
    {
        var elsewhere = KeyBindingJwt.Bind(Holder, Answers.Show(), DisclosureHash.Sha256, "elsewhere", "another", Now);

        Assert.NotEqual(
            Verdict.Valid,
            Answers.Judge(Answers.Read(Micro, elsewhere), change: facts => facts with { ExpectedChallenge = "another", ExpectedAudience = "elsewhere" }).Verdict);
    }

    private static (string Query, string Presentation)[] Good() =>
    [
        (Micro, Answers.Bind(Answers.Show(Micro, "title", "level", "givenName", "familyName", "awardingBody", "issuanceDate"))),
        ("learning-credential", Answers.Bind(Answers.Show("learning-credential"))),
        (VcJwt, Answers.SignToken()),
        (VcJwt, Answers.SignWrapped()),
        (DataIntegrity, Answers.SignProof()),
    ];

    // A letter in a DID or an escape may be spelled anew without a change of meaning only in JSON, which is compared as JSON.
    private static bool Same(string query, string one, string other)
    {
        if (query != DataIntegrity)
            return one == other;
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(other));
        }
        catch (System.Text.Json.JsonException)
        {
            return true;
        }
    }

    private static void Refuse(string shown, Action<JsonObject> change, Action<JsonObject>? changeHeader = null)
    {
        var text = Answers.Bind(shown, (header, claims) =>
        {
            change(claims);
            changeHeader?.Invoke(header);
        });
        Assert.False(Answers.IsValid(Micro, text), text);
    }

    private static SigningKey StrangersKey()
    {
        var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var did = DidDocument.ToDidKey(key.PublicKey);
        return new SigningKey(DidDocument.FromIdentifier(did).Value.Authentication[0].Id, key);
    }
}
