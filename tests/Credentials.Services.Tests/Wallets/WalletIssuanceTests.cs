using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Web;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.SdJwtVcs;
using Credentials.Services.Tests.Awarding;
using Credentials.Services.Tests.Issuer;
using Credentials.StatusLists;
using Credentials.Verifying;
using Credentials.Wallets;

namespace Credentials.Services.Tests.Wallets;

/// <summary>OpenID for Verifiable Credential Issuance 1.0 from the offer to the notification, and each thing that it refuses.</summary>
public class WalletIssuanceTests
{
    [Fact]
    public async Task An_award_is_taken_into_wallets_in_each_form_and_one_revocation_reaches_all_of_them()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        using var anyone = app.AsEveryone();
        var sdJwt = SdJwtVc.Parse(System.Text.Encoding.ASCII.GetBytes((await ClaimAsync(app, staff, id, "dc+sd-jwt")).GetString()!)).Value;
        var jwt = System.Text.Encoding.ASCII.GetBytes((await ClaimAsync(app, staff, id, "jwt_vc_json")).GetString()!);
        var dataIntegrity = System.Text.Encoding.UTF8.GetBytes((await ClaimAsync(app, staff, id, "ldp_vc")).GetRawText());

        Assert.Equal($"urn:uuid:{id}", sdJwt.Claims.GetProperty("identifier").GetString());
        Assert.Equal("Noor", sdJwt.Claims.GetProperty("givenName").GetString());
        Assert.True(await IsSignedByItsIssuerAsync(anyone, sdJwt));
        Assert.Equal(TokenStatus.Valid, await StatusAsync(anyone, sdJwt));
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, jwt)).Verdict);
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, dataIntegrity)).Verdict);

        using (var revoked = await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked" }))
            Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        Assert.Equal(TokenStatus.Invalid, await StatusAsync(anyone, sdJwt));
        foreach (var copy in (byte[][])[jwt, dataIntegrity])
            Assert.Equal("revoked", (await CredentialFormTests.VerifyAsync(app, copy)).Checks.Single(check => check.Id == "status").Reason);
        using var offer = await staff.PostAsJsonAsync($"/api/credentials/{id}/offers", new { format = "dc+sd-jwt" });
        Assert.Equal(HttpStatusCode.Conflict, offer.StatusCode);
    }

    [Fact]
    public async Task A_centre_can_choose_the_eudi_learning_credential()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--IssuerService:WalletProfiles:demo=learning-credential");
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        var taken = SdJwtVc.Parse(System.Text.Encoding.ASCII.GetBytes((await ClaimAsync(app, staff, id, "dc+sd-jwt")).GetString()!)).Value;
        Assert.Equal("urn:eu.europa.ec.eudi:learning:credential:1", taken.Type);
        Assert.Equal((id, "Peeters"), (taken.Claims.GetProperty("learner_identification").GetString(), taken.Claims.GetProperty("family_name").GetString()));
        Assert.True(taken.SdJwt.HolderKey.IsSuccess);
    }

    [Fact]
    public async Task An_offer_is_to_be_had_by_reference_and_by_value()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var answer = await staff.PostAsJsonAsync($"/api/credentials/{await CredentialFormTests.AwardAsync(staff)}/offers", new { format = "jwt_vc_json" });
        var made = await answer.JsonAsync();
        using var wallet = new TestWallet(app.AsEveryone(), app.Time);
        await wallet.ScanAsync(made.Text("uri"));
        var byValue = HttpUtility.ParseQueryString(new Uri(made.Text("uriByValue")).Query);
        Assert.StartsWith("openid-credential-offer://?credential_offer=", made.Text("uriByValue"), StringComparison.Ordinal);
        Assert.Equal("credential_offer", Assert.Single(byValue.AllKeys));
        Assert.True(JsonElement.DeepEquals(wallet.Offer, JsonElement.Parse(byValue[0]!)));
        Assert.True(JsonElement.DeepEquals(wallet.Offer, made.GetProperty("offer")));
        Assert.Equal("open-badge-jwt", wallet.Configuration);
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(made.Text("txCode"))).Status);
    }

    [Fact]
    public async Task A_proof_names_its_client_only_where_the_token_was_given_to_one()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        var (nobody, _) = await WithTokenAsync(app, staff, id, "dc+sd-jwt");
        using var _ = nobody;
        var named = await nobody.CredentialAsync(nobody.Proof(await nobody.NonceAsync(), claims: claims => claims["iss"] = "wallet.example"));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_proof"), (named.Status, named.Error));
        Assert.Equal(HttpStatusCode.OK, (await nobody.CredentialAsync(nobody.Proof(await nobody.NonceAsync()))).Status);

        using var known = new TestWallet(app.AsEveryone(), app.Time);
        var code = await OfferAsync(staff, id, "dc+sd-jwt", known);
        Assert.Equal("invalid_request", (await known.TokenAsync(code, clientId: new string('x', 501))).Error);
        Assert.Equal(HttpStatusCode.OK, (await known.TokenAsync(code, clientId: "wallet.example")).Status);
        Assert.Equal("invalid_proof", (await known.CredentialAsync(known.Proof(await known.NonceAsync(), claims: claims => claims["iss"] = "other.example"))).Error);
        Assert.Equal(HttpStatusCode.OK, (await known.CredentialAsync(known.Proof(await known.NonceAsync(), claims: claims => claims["iss"] = "wallet.example"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await known.CredentialAsync(known.Proof(await known.NonceAsync()))).Status);
    }

    [Fact]
    public async Task Copies_in_wallets_have_nothing_in_common_but_the_award()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        var id = await CredentialFormTests.AwardAsync(staff);
        var (wallet, _) = await WithTokenAsync(app, staff, id, "jwt_vc_json");
        using var _ = wallet;
        using var second = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var nonce = await wallet.NonceAsync();
        var answer = await wallet.CredentialAsync(wallet.Proof(nonce), wallet.Proof(nonce, key: second));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var copies = answer.Body.GetProperty("credentials").EnumerateArray().Select(item => Payload(item.GetProperty("credential").GetString()!)).ToArray();
        Assert.Equal(2, copies.Length);
        Assert.Equal(copies[0].GetProperty("id").GetString(), copies[1].GetProperty("id").GetString());
        Assert.Equal(
            [DidDocument.ToDidJwk(wallet.Key.PublicKey).Value, DidDocument.ToDidJwk(second.PublicKey).Value],
            copies.Select(copy => copy.GetProperty("credentialSubject").GetProperty("id").GetString()!));
        Assert.Equal(2, copies.Select(copy => copy.GetProperty("credentialStatus")[0].GetProperty("statusListIndex").GetString()).Distinct().Count());
        Assert.Equal("Noor Peeters", copies[0].GetProperty("credentialSubject").GetProperty("identifier")[0].GetProperty("identityHash").GetString());
    }

    [Fact]
    public async Task What_wallets_took_stands_in_the_journal_and_its_signatures_in_the_register()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        var copy = PresentedCredential.Parse(System.Text.Encoding.ASCII.GetBytes((await ClaimAsync(app, staff, id, "jwt_vc_json")).GetString()!)).Value;
        Assert.True((await app.Get<IssuerService.Publishing.AwardRegister>().FindAsync("demo", Guid.Parse(id))).Contains(copy));
        Assert.False((await app.Get<IssuerService.Publishing.AwardRegister>().FindAsync("arts", Guid.Parse(id))).Contains(copy));
        var award = await staff.GetFromJsonAsync<JsonElement>($"/api/awards/{id}");
        Assert.Equal(["offer-created", "taken-into-wallet"], award.GetProperty("journal").EnumerateArray().Select(line => line.GetProperty("what").GetString()!));
    }

    [Fact]
    public async Task An_offer_gives_no_more_credentials_than_a_wallet_needs()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var (wallet, _) = await WithTokenAsync(app, staff, await CredentialFormTests.AwardAsync(staff), "jwt_vc_json");
        using var _ = wallet;
        var keys = Enumerable.Range(0, 10).Select(_ => PrivateKey.Generate(KeyAlgorithm.P256)).ToList();
        foreach (var expected in (HttpStatusCode[])[HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest])
        {
            var nonce = await wallet.NonceAsync();
            var answer = await wallet.CredentialAsync([.. keys.Select(key => wallet.Proof(nonce, key: key))]);
            Assert.Equal(expected, answer.Status);
            Assert.Equal(expected == HttpStatusCode.OK ? null : "credential_request_denied", answer.Error);
        }
        keys.ForEach(key => key.Dispose());
    }

    [Fact]
    public async Task A_copy_that_the_wallet_did_not_keep_is_dropped_alone()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        var (wallet, _) = await WithTokenAsync(app, staff, id, "jwt_vc_json");
        using var _ = wallet;
        var answer = await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()));
        var notification = answer.Body.GetProperty("notification_id").GetString()!;
        var copy = System.Text.Encoding.ASCII.GetBytes(answer.Body.GetProperty("credentials")[0].GetProperty("credential").GetString()!);
        Assert.Equal(HttpStatusCode.NoContent, (await wallet.NotifyAsync(notification, "credential_accepted")).Status);
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, copy)).Verdict);
        Assert.Equal("invalid_notification_id", (await wallet.NotifyAsync("unknown", "credential_accepted")).Error);
        Assert.Equal("invalid_notification_request", (await wallet.NotifyAsync(notification, "credential_lost")).Error);
        Assert.Equal(HttpStatusCode.NoContent, (await wallet.NotifyAsync(notification, "credential_deleted")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await wallet.NotifyAsync(notification, "credential_deleted")).Status);
        Assert.Equal(Verdict.Invalid, (await CredentialFormTests.VerifyAsync(app, copy)).Verdict);
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, (await CredentialFormTests.GetAsync(staff, id, "application/vc+jwt")).Body)).Verdict);
    }

    [Theory]
    [InlineData("A128GCM")]
    [InlineData("A256GCM")]
    public async Task The_answer_is_encrypted_where_the_wallet_asks(string encryption)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var (wallet, _) = await WithTokenAsync(app, staff, await CredentialFormTests.AwardAsync(staff), "dc+sd-jwt");
        using var _ = wallet;
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var body = Body(wallet, wallet.Proof(await wallet.NonceAsync()));
        body["credential_response_encryption"] = new JsonObject { ["jwk"] = EncryptionJwk(key), ["enc"] = "A128CBC-HS256" };
        Assert.Equal("invalid_encryption_parameters", (await wallet.EncryptedCredentialAsync(body)).Error);
        body["credential_response_encryption"]!["enc"] = encryption;
        // In the clear, somebody on the way could have named the key.
        Assert.Equal("invalid_encryption_parameters", (await wallet.CredentialAsync(body)).Error);
        var withoutAlgorithm = body.DeepClone().AsObject();
        withoutAlgorithm["credential_response_encryption"]!["jwk"]!.AsObject().Remove("alg");
        Assert.Equal("invalid_encryption_parameters", (await wallet.EncryptedCredentialAsync(withoutAlgorithm)).Error);
        Assert.Equal("invalid_credential_request", (await wallet.EncryptedCredentialAsync(body, jwe => jwe[..^4] + (jwe[^4] == 'A' ? "BAAA" : "AAAA"))).Error);
        var answer = await wallet.EncryptedCredentialAsync(body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var plain = JsonElement.Parse(CompactJwe.Decrypt(answer.Text, key).Value);
        Assert.True(SdJwtVc.Parse(System.Text.Encoding.ASCII.GetBytes(plain.GetProperty("credentials")[0].GetProperty("credential").GetString()!)).IsSuccess);
    }

    [Fact]
    public async Task A_request_may_be_encrypted_without_the_answer_being_so()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var (wallet, _) = await WithTokenAsync(app, staff, await CredentialFormTests.AwardAsync(staff), "dc+sd-jwt");
        using var _ = wallet;
        var answer = await wallet.EncryptedCredentialAsync(Body(wallet, wallet.Proof(await wallet.NonceAsync())));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(1, answer.Body.GetProperty("credentials").GetArrayLength());
    }

    [Fact]
    public async Task A_token_bound_to_a_key_is_good_with_a_fresh_proof_of_it_only()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        using var wallet = new TestWallet(app.AsEveryone(), app.Time);
        var code = await OfferAsync(staff, id, "dc+sd-jwt", wallet);
        var token = wallet.AuthorizationServer.GetProperty("token_endpoint").GetString()!;
        var proof = wallet.Dpop(token);
        Assert.Equal("invalid_dpop_proof", (await wallet.TokenAsync(code, dpop: wallet.Dpop(wallet.Endpoint("credential_endpoint")))).Error);
        var granted = await wallet.TokenAsync(code, dpop: proof);
        Assert.Equal("DPoP", granted.Body.GetProperty("token_type").GetString());
        using var other = new TestWallet(app.AsEveryone(), app.Time);
        var second = await OfferAsync(staff, id, "dc+sd-jwt", other);
        Assert.Equal("invalid_dpop_proof", (await other.TokenAsync(second, dpop: proof)).Error);
        Assert.Equal(HttpStatusCode.OK, (await other.TokenAsync(second)).Status);

        var endpoint = wallet.Endpoint("credential_endpoint");
        var body = Body(wallet, wallet.Proof(await wallet.NonceAsync()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await wallet.CredentialAsync(body)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wallet.CredentialAsync(body, wallet.Dpop(endpoint))).Status);
        var once = wallet.Dpop(endpoint, wallet.AccessToken);
        Assert.Equal(HttpStatusCode.OK, (await wallet.CredentialAsync(body, once)).Status);
        var again = await wallet.CredentialAsync(Body(wallet, wallet.Proof(await wallet.NonceAsync())), once);
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_dpop_proof"), (again.Status, again.Error));
        Assert.Equal("DPoP error=\"invalid_dpop_proof\", error_description=\"the DPoP proof was used before\", algs=\"ES256 EdDSA\"", again.Challenge);
        var unknown = await wallet.CredentialAsync(body, wallet.Dpop(endpoint, "unknown"), authorization: "DPoP unknown");
        Assert.Equal("DPoP error=\"invalid_token\", error_description=\"the access token is not valid here\", algs=\"ES256 EdDSA\"", unknown.Challenge);
        using var thief = new TestWallet(app.AsEveryone(), app.Time) { AccessToken = wallet.AccessToken };
        Assert.Equal(
            "invalid_dpop_proof",
            (await thief.CredentialAsync(Body(wallet, wallet.Proof(await wallet.NonceAsync())), thief.Dpop(endpoint, wallet.AccessToken), endpoint)).Error);
    }

    [Fact]
    public async Task What_is_wrong_with_a_code_gives_no_token_and_leaves_the_offer_to_its_learner()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        using var wallet = new TestWallet(app.AsEveryone(), app.Time);
        var code = await OfferAsync(staff, id, "dc+sd-jwt", wallet);
        Assert.Equal("invalid_request", (await wallet.TokenAsync(null)).Error);
        Assert.Equal("invalid_grant", (await wallet.TokenAsync(code, code: wallet.Code[..^2] + (wallet.Code[^2] == 'A' ? "BA" : "AA"))).Error);
        Assert.Equal("invalid_grant", (await wallet.TokenAsync(code, code: "x")).Error);
        var wrong = code == "00000000" ? "11111111" : "00000000";
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), await wallet.TokenAsync(wrong) is var answer ? (answer.Status, answer.Error) : default);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await wallet.TokenAsync(code)).Status);
        app.Time.Move(TimeSpan.FromSeconds(4));
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(code)).Status);
        Assert.Equal("invalid_grant", (await wallet.TokenAsync(code)).Error);
        // The token that the code was rightly used for stays good.
        Assert.Equal(HttpStatusCode.OK, (await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()))).Status);

        using var late = new TestWallet(app.AsEveryone(), app.Time);
        var other = await OfferAsync(staff, id, "dc+sd-jwt", late);
        app.Time.Move(TimeSpan.FromMinutes(16));
        Assert.Equal("invalid_grant", (await late.TokenAsync(other)).Error);
        Assert.Equal(HttpStatusCode.Unauthorized, (await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()))).Status);
    }

    [Fact]
    public async Task What_is_wrong_with_a_proof_gives_no_credential_and_leaves_the_token_good()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await CredentialFormTests.AwardAsync(staff);
        var (wallet, _) = await WithTokenAsync(app, staff, id, "dc+sd-jwt");
        using var _ = wallet;
        var nonce = await wallet.NonceAsync();
        foreach (var (proof, error) in new[]
        {
            (wallet.Proof(nonce, claims: claims => claims["aud"] = "https://other.example"), "invalid_proof"),
            (wallet.Proof(nonce, header => header["typ"] = "JWT"), "invalid_proof"),
            (wallet.Proof(nonce, header => header["alg"] = "none"), "invalid_proof"),
            (wallet.Proof(nonce, header => header["alg"] = "HS256"), "invalid_proof"),
            (wallet.Proof(nonce, claims: claims => claims.Remove("nonce")), "invalid_proof"),
            (wallet.Proof(nonce[..^2] + (nonce[^2] == 'A' ? "BA" : "AA")), "invalid_nonce"),
            (wallet.Proof("nonce"), "invalid_nonce"),
        })
            Assert.Equal((HttpStatusCode.BadRequest, error), await wallet.CredentialAsync(proof) is var refused ? (refused.Status, refused.Error) : default);
        foreach (var (body, error) in new (JsonObject, string)[]
        {
            (new() { ["credential_configuration_id"] = wallet.Configuration }, "invalid_proof"),
            (new() { ["credential_configuration_id"] = wallet.Configuration, ["proofs"] = new JsonObject { ["jwt"] = new JsonArray() } }, "invalid_proof"),
            (new() { ["credential_configuration_id"] = wallet.Configuration, ["proof"] = new JsonObject { ["proof_type"] = "jwt", ["jwt"] = wallet.Proof(nonce) } }, "invalid_proof"),
            (With(Body(wallet, wallet.Proof(nonce)), "credential_configuration_id", "unknown"), "unknown_credential_configuration"),
            (With(Body(wallet, wallet.Proof(nonce)), "credential_configuration_id", "open-badge-jwt"), "unknown_credential_configuration"),
            (With(Body(wallet, wallet.Proof(nonce)), "credential_identifier", "x"), "invalid_credential_request"),
            (new() { ["credential_identifier"] = "x", ["proofs"] = new JsonObject { ["jwt"] = new JsonArray(wallet.Proof(nonce)) } }, "unknown_credential_identifier"),
        })
            Assert.Equal((HttpStatusCode.BadRequest, error), await wallet.CredentialAsync(body) is var refused ? (refused.Status, refused.Error) : default);
        Assert.Equal("invalid_proof", (await wallet.CredentialAsync(wallet.Proof(nonce), wallet.Proof(nonce))).Error);

        var good = Body(wallet, wallet.Proof(nonce));
        Assert.Equal(HttpStatusCode.BadRequest, (await wallet.CredentialAsync(good, at: $"{wallet.Endpoint("credential_endpoint")}?access_token={wallet.AccessToken}", authorization: "")).Status);
        var bare = await wallet.CredentialAsync(good, authorization: "");
        Assert.Equal((HttpStatusCode.Unauthorized, "DPoP algs=\"ES256 EdDSA\", Bearer"), (bare.Status, bare.Challenge));
        var unknown = await wallet.CredentialAsync(good, authorization: "Bearer unknown");
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), (unknown.Status, unknown.Error));
        Assert.Equal("Bearer error=\"invalid_token\", error_description=\"the access token is not valid here\"", unknown.Challenge);
        Assert.Equal(HttpStatusCode.OK, (await wallet.CredentialAsync(good)).Status);
        Assert.Equal("invalid_nonce", (await wallet.CredentialAsync(good)).Error);
        var old = wallet.Proof(await wallet.NonceAsync());
        app.Time.Move(TimeSpan.FromMinutes(7));
        Assert.Equal("invalid_proof", (await wallet.CredentialAsync(old)).Error);
    }

    [Fact]
    public async Task Codes_and_tokens_are_of_one_centre()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var others = await app.WithAchievementAsync("arts");
        var id = await CredentialFormTests.AwardAsync(staff);
        using var wallet = new TestWallet(app.AsEveryone(), app.Time);
        var code = await OfferAsync(staff, id, "dc+sd-jwt", wallet);
        Assert.Equal("invalid_grant", (await wallet.TokenAsync(code, at: $"{IssuerApp.PublicUrl}/centres/arts/wallet/token")).Error);
        await wallet.TokenAsync(code);
        var elsewhere = await wallet.CredentialAsync(Body(wallet, wallet.Proof(await wallet.NonceAsync())), at: $"{IssuerApp.PublicUrl}/centres/arts/wallet/credential");
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_token"), (elsewhere.Status, elsewhere.Error));
        using var notTheirs = await others.PostAsJsonAsync($"/api/credentials/{id}/offers", new { format = "dc+sd-jwt" });
        Assert.Equal(HttpStatusCode.NotFound, notTheirs.StatusCode);
        using var noFormat = await staff.PostAsJsonAsync($"/api/credentials/{id}/offers", new { format = "mso_mdoc" });
        Assert.Equal(HttpStatusCode.BadRequest, noFormat.StatusCode);
        using var noCentre = await app.AsEveryone().PostAsync("/centres/none/wallet/nonce", null);
        Assert.Equal(HttpStatusCode.NotFound, noCentre.StatusCode);
    }

    [Fact]
    public async Task An_offer_outlives_a_restart()
    {
        using var folder = new Apps.TemporaryFolder();
        string id, code;
        TestWallet wallet;
        await using (var app = await IssuerApp.StartAsync(folder.Path))
        {
            using var staff = await app.WithAchievementAsync();
            id = await CredentialFormTests.AwardAsync(staff);
            wallet = new TestWallet(app.AsEveryone(), app.Time);
            code = await OfferAsync(staff, id, "dc+sd-jwt", wallet);
        }

        await using var again = await IssuerApp.StartAsync(folder.Path);
        using var restarted = new TestWallet(again.AsEveryone(), again.Time);
        var metadata = await again.AsEveryone().GetFromJsonAsync<JsonElement>("/.well-known/openid-credential-issuer/centres/demo");
        Assert.Equal(wallet.Metadata.GetProperty("credential_request_encryption").GetRawText(), metadata.GetProperty("credential_request_encryption").GetRawText());
        var token = await restarted.TokenAsync(code, wallet.Code, at: wallet.AuthorizationServer.GetProperty("token_endpoint").GetString());
        Assert.Equal(HttpStatusCode.OK, token.Status);
        wallet.Dispose();
    }

    internal static async Task<string> OfferAsync(HttpClient staff, string id, string format, TestWallet wallet)
    {
        using var made = await staff.PostAsJsonAsync($"/api/credentials/{id}/offers", new { format });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var offer = await made.Content.ReadFromJsonAsync<JsonElement>();
        await wallet.ScanAsync(offer.GetProperty("uri").GetString()!);
        return offer.GetProperty("txCode").GetString()!;
    }

    private static async Task<(TestWallet Wallet, string Code)> WithTokenAsync(IssuerApp app, HttpClient staff, string id, string format)
    {
        var wallet = new TestWallet(app.AsEveryone(), app.Time);
        var code = await OfferAsync(staff, id, format, wallet);
        Assert.Equal(HttpStatusCode.OK, (await wallet.TokenAsync(code)).Status);
        return (wallet, code);
    }

    private static async Task<JsonElement> ClaimAsync(IssuerApp app, HttpClient staff, string id, string format)
    {
        var (wallet, _) = await WithTokenAsync(app, staff, id, format);
        using var _ = wallet;
        Assert.Equal(format, wallet.Metadata.GetProperty("credential_configurations_supported").GetProperty(wallet.Configuration).GetProperty("format").GetString());
        var answer = await wallet.CredentialAsync(wallet.Proof(await wallet.NonceAsync()));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.Equal("no-store", answer.CacheControl);
        Assert.Equal(HttpStatusCode.NoContent, (await wallet.NotifyAsync(answer.Body.GetProperty("notification_id").GetString()!, "credential_accepted")).Status);
        return answer.Body.GetProperty("credentials")[0].GetProperty("credential");
    }

    private static async Task<bool> IsSignedByItsIssuerAsync(HttpClient anyone, SdJwtVc credential)
    {
        var source = Assert.IsType<IssuerKeySource.Metadata>(credential.FindKeySource(acceptHttp: true).Value);
        var metadata = JwtVcIssuerMetadata.Parse(await anyone.GetFromJsonAsync<JsonElement>(source.Url), credential.Issuer!, acceptHttp: true).Value;
        var type = TypeMetadata.Parse(await anyone.GetByteArrayAsync(credential.Type), credential.Type, credential.TypeIntegrity).Value;
        Assert.Equal(["nl", "fr", "de", "en"], type.Display!.Select(display => display.Locale));
        return credential.SdJwt.Verify(metadata.Keys!.Find(credential.SdJwt.Jws.KeyId, credential.SdJwt.Jws.Algorithm).Value);
    }

    private static async Task<byte> StatusAsync(HttpClient anyone, SdJwtVc credential)
    {
        var token = StatusListToken.Parse(await anyone.GetByteArrayAsync(credential.Status!.Uri)).Value;
        Assert.Equal((credential.Status.Uri, credential.Issuer, 2), (token.Subject, token.Issuer, token.List.Bits));
        Assert.True(token.List.TryGet(credential.Status.Index, out var status));
        return status;
    }

    private static JsonObject Body(TestWallet wallet, string proof) =>
        new() { ["credential_configuration_id"] = wallet.Configuration, ["proofs"] = new JsonObject { ["jwt"] = new JsonArray(proof) } };

    private static JsonObject With(JsonObject body, string name, string value)
    {
        body[name] = value;
        return body;
    }

    private static JsonNode EncryptionJwk(ECDiffieHellman key)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            EncryptionKey.WriteJwk(writer, key, "k1");
        return JsonNode.Parse(buffer.ToArray())!;
    }

    private static JsonElement Payload(string jwt) => JsonElement.Parse(StrictBase64Url.TryDecode(jwt.Split('.')[1], out var bytes) ? bytes : []);
}
