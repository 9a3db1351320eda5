using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Tests.SdJwts;

namespace Credentials.Tests.SdJwtVcs;

public class SdJwtVcTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly PrivateKey Holder = PrivateKey.Generate(KeyAlgorithm.P256);

    private static readonly JsonDocument Examples = JsonDocument.Parse(RepositoryFiles.Read("tests", "Credentials.Tests", "SdJwtVcs", "SdJwtVcExamples.json"));

    public static TheoryData<string> Names => [.. Examples.RootElement.GetProperty("compact").EnumerateArray().Select(example => example.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_example_of_the_draft_reads_as_its_payload(string name)
    {
        var example = Examples.RootElement.GetProperty("compact").EnumerateArray().Single(example => example.GetProperty("name").GetString() == name);

        var credential = Parse(example.GetProperty("sdJwt").GetString()!).Value;

        Assert.True(credential.SdJwt.Verify(RfcExamples.IssuerKey));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1883000000), credential.Expires);
        if (example.GetProperty("claims") is { ValueKind: JsonValueKind.Object } claims)
            Assert.True(JsonElement.DeepEquals(claims, credential.Claims), credential.Claims.GetRawText());
        if (credential.SdJwt.KeyBinding is { } binding)
        {
            var audience = binding.Claims.GetProperty("aud").GetString()!;
            Assert.Null(credential.SdJwt.CheckKeyBinding(new(audience, "1234567890", RfcExamples.BoundAt(credential.SdJwt))));
        }
    }

    [Theory]
    [InlineData(KeyAlgorithm.P256)]
    [InlineData(KeyAlgorithm.Ed25519)]
    public void What_was_issued_reads_as_it_was_meant(KeyAlgorithm algorithm)
    {
        var key = new SigningKey("did:web:issuer.example:centres:demo#key-1", PrivateKey.Generate(algorithm));

        var credential = Parse(Draft().Sign(key)).Value;

        Assert.True(credential.SdJwt.Verify(key.PrivateKey.PublicKey));
        Assert.Equal(("dc+sd-jwt", key.VerificationMethod), (credential.SdJwt.Jws.Type, credential.SdJwt.Jws.KeyId));
        Assert.Equal(("https://issuer.example/types/a", "https://issuer.example/centres/demo"), (credential.Type, credential.Issuer));
        Assert.Equal((Now, Now, Now.AddYears(1)), (credential.IssuedAt, credential.NotBefore, credential.Expires));
        Assert.Equal(new TokenStatusReference("https://issuer.example/status/1/token", 17), credential.Status);
        Assert.False(credential.HasUnknownStatus);
        Assert.Equal(Holder.PublicKey, credential.SdJwt.HolderKey.Value);
        Assert.Equal("sha256-AAAA", credential.TypeIntegrity);
        Assert.Equal("urn:uuid:1", credential.Claims.GetProperty("jti").GetString());
        Assert.Equal(new IssuerKeySource.Metadata(new Uri("https://issuer.example/.well-known/jwt-vc-issuer/centres/demo")), credential.FindKeySource().Value);
    }

    [Theory]
    [InlineData("iss")]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("jti")]
    [InlineData("cnf")]
    [InlineData("status")]
    public void A_claim_of_the_credentials_own_has_no_registered_name(string name) =>
        Assert.Throws<ArgumentException>(() => (Draft() with { Claims = new SelectiveObject().AddDisclosable(name, "x") }).Sign(new("did:a:b#1", Forged.Key)));

    [Theory]
    [InlineData("iss", "\"https://issuer.example\"")]
    [InlineData("nbf", "1")]
    [InlineData("exp", "1")]
    [InlineData("cnf", "{}")]
    [InlineData("vct", "\"a\"")]
    [InlineData("vct#integrity", "\"sha256-AAAA\"")]
    [InlineData("aka_vcts", "[\"b\"]")]
    [InlineData("status", "{\"x\":1}")]
    public void What_everyone_must_see_is_not_selectively_disclosed(string name, string value)
    {
        var disclosure = Forged.Disclosure($"[\"s\",\"{name}\",{value}]");
        var payload = $$"""{"vct":"https://issuer.example/a","_sd":["{{Forged.Digest(disclosure)}}"]}""";
        if (name == "vct")
            payload = payload.Replace("\"vct\":\"https://issuer.example/a\",", "", StringComparison.Ordinal);

        Assert.Equal(ProblemCode.NotACredential, Parse(Signed(payload, disclosure)).Problem?.Code);
    }

    [Fact]
    public void Nor_is_anything_inside_it()
    {
        var disclosure = Forged.Disclosure("""["s","status_list",{"idx":0,"uri":"https://issuer.example/1"}]""");
        var element = Forged.Disclosure("""["s","b"]""");

        Assert.False(Parse(Signed($$$"""{"vct":"a","status":{"_sd":["{{{Forged.Digest(disclosure)}}}"]}}""", disclosure)).IsSuccess);
        Assert.False(Parse(Signed($$$"""{"vct":"a","aka_vcts":[{"...":"{{{Forged.Digest(element)}}}"}]}""", element)).IsSuccess);
    }

    [Theory]
    [InlineData("vct", null)]
    [InlineData("vct", "1")]
    [InlineData("vct", "\"\"")]
    [InlineData("vct#integrity", "1")]
    [InlineData("iss", "{}")]
    [InlineData("iat", "\"1\"")]
    [InlineData("nbf", "\"1\"")]
    [InlineData("exp", "\"1\"")]
    [InlineData("exp", "1e300")]
    [InlineData("cnf", "\"x\"")]
    [InlineData("aka_vcts", "[]")]
    [InlineData("aka_vcts", "[1]")]
    [InlineData("aka_vcts", "[\"https://issuer.example/a\"]")]
    [InlineData("aka_vcts", "\"b\"")]
    [InlineData("status", "{}")]
    [InlineData("status", "1")]
    [InlineData("status", """{"status_list":{"idx":"0","uri":"https://issuer.example/1"}}""")]
    public void A_registered_claim_of_another_type_is_refused(string name, string? value)
    {
        var claims = new JsonObject { ["vct"] = "https://issuer.example/a", ["iss"] = "https://issuer.example" };
        claims.Remove(name);
        if (value is not null)
            claims[name] = JsonNode.Parse(value);

        Assert.Equal(ProblemCode.NotACredential, Parse(Signed(claims.ToJsonString())).Problem?.Code);
    }

    [Theory]
    [InlineData("vc+sd-jwt")]
    [InlineData("JWT")]
    [InlineData("kb+jwt")]
    [InlineData("statuslist+jwt")]
    public void Another_typ_is_refused(string type) => Assert.False(Parse(Forged.Token("""{"vct":"a"}""", type) + "~").IsSuccess);

    [Fact]
    public void An_unknown_kind_of_status_is_told()
    {
        Assert.True(Parse(Signed("""{"vct":"a","status":{"other":{}}}""")).Value is { HasUnknownStatus: true, Status: null });
        Assert.True(Parse(Signed("""{"vct":"a","status":{"other":{},"status_list":{"idx":0,"uri":"urn:a:1"}}}""")).Value is { HasUnknownStatus: true, Status: not null });
        Assert.True(Parse(Signed("""{"vct":"a","aka_vcts":["b"]}""")).Value is { HasUnknownStatus: false, Status: null, OtherTypes: ["b"] });
    }

    [Theory]
    [InlineData("https://issuer.example", null, "https://issuer.example/.well-known/jwt-vc-issuer")]
    [InlineData("https://issuer.example/", null, "https://issuer.example/.well-known/jwt-vc-issuer")]
    [InlineData("https://issuer.example:8443/a/b/", "did:web:issuer.example#1", "https://issuer.example:8443/.well-known/jwt-vc-issuer/a/b")]
    [InlineData("http://issuer.example", null, null)]
    [InlineData("https://issuer.example?x=1", null, null)]
    [InlineData("https://issuer.example#x", null, null)]
    [InlineData("https://user@issuer.example", null, null)]
    [InlineData("issuer", null, null)]
    [InlineData("did:web:issuer.example", "did:web:issuer.example#1", "did:web:issuer.example#1")]
    [InlineData("did:web:issuer.example", "#1", "did:web:issuer.example#1")]
    [InlineData("did:web:issuer.example", "did:web:other.example#1", null)]
    [InlineData("did:web:issuer.example", "1", null)]
    [InlineData("did:web:issuer.example", null, null)]
    [InlineData("did:key:zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169", null, "")]
    public void What_iss_is_decides_where_the_key_is_found(string issuer, string? keyId, string? expected)
    {
        var token = CompactJwsWriter.Sign(
            Forged.Key, new JwsHeader("dc+sd-jwt") { KeyId = keyId }, JsonSerializer.SerializeToUtf8Bytes(new { vct = "a", iss = issuer }));

        var source = Parse(token + "~").Value.FindKeySource();

        Assert.Equal(expected, source.IsSuccess ? source.Value switch
        {
            IssuerKeySource.Metadata metadata => metadata.Url.AbsoluteUri,
            IssuerKeySource.DidMethod method => method.Method ?? "",
            _ => "certificates",
        } : null);
    }

    [Theory]
    [InlineData(KeyAlgorithm.P256)]
    [InlineData(KeyAlgorithm.Ed25519)]
    public void The_key_of_a_did_that_holds_it_checks_the_credential(KeyAlgorithm algorithm)
    {
        var key = PrivateKey.Generate(algorithm);
        foreach (var did in (Did[])[DidDocument.ToDidKey(key.PublicKey), DidDocument.ToDidJwk(key.PublicKey)])
        {
            var document = DidDocument.FromIdentifier(did).Value;
            foreach (var keyId in (string?[])[null, document.AssertionMethod[0].Id])
            {
                var token = CompactJwsWriter.Sign(
                    key, new JwsHeader("dc+sd-jwt") { KeyId = keyId }, JsonSerializer.SerializeToUtf8Bytes(new { vct = "a", iss = did.Value }));
                var credential = Parse(token + "~").Value;

                var source = Assert.IsType<IssuerKeySource.DidMethod>(credential.FindKeySource().Value);

                Assert.True(credential.SdJwt.Verify(source.KeyIn(document).Value));
                Assert.False(source.KeyIn(document with { AssertionMethod = [] }).IsSuccess);
                Assert.False(source.KeyIn(DidDocument.FromIdentifier(DidDocument.ToDidKey(Holder.PublicKey)).Value).IsSuccess);
            }
        }
    }

    [Fact]
    public void Without_iss_only_a_certificate_says_who_issued_it()
    {
        Assert.False(Parse(Signed("""{"vct":"a"}""")).Value.FindKeySource().IsSuccess);
        var token = CompactJwsWriter.Sign(Forged.Key, new JwsHeader("dc+sd-jwt") { Certificates = [new byte[] { 1 }] }, """{"vct":"a"}"""u8);
        Assert.IsType<IssuerKeySource.Certificates>(Parse(token + "~").Value.FindKeySource().Value);
    }

    private static SdJwtVcDraft Draft() => new()
    {
        Type = "https://issuer.example/types/a",
        TypeIntegrity = "sha256-AAAA",
        Issuer = "https://issuer.example/centres/demo",
        IssuedAt = Now,
        NotBefore = Now,
        Expires = Now.AddYears(1),
        TokenId = "urn:uuid:1",
        HolderKey = Holder.PublicKey,
        Status = new TokenStatusReference("https://issuer.example/status/1/token", 17),
        Claims = new SelectiveObject { Decoys = 1 }.AddDisclosable("name", "Zoë").Add("open", 1),
    };

    private static Result<SdJwtVc> Parse(string text) => SdJwtVc.Parse(System.Text.Encoding.ASCII.GetBytes(text));

    private static string Signed(string payload, params IReadOnlyList<string> disclosures) =>
        Forged.Token(payload, SdJwtVc.HeaderType) + "~" + string.Concat(disclosures.Select(text => text + "~"));
}
