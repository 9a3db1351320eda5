using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Tests.SdJwts;
using Credentials.Verifying;

namespace Credentials.Tests.StatusLists;

public class StatusListTokenTests
{
    private const string Url = "https://issuer.example/status/7/token";

    // The signed example of section "Status List Response", as published with an iss besides.
    private const string Example =
        "eyJhbGciOiJFUzI1NiIsImtpZCI6IjEyIiwidHlwIjoic3RhdHVzbGlzdCtqd3QifQ.eyJleHAiOjIyOTE3MjAxNzAsImlhdCI6MTY4NjkyMDE3MCwiaXNzIjoiaHR0cHM6Ly9leGFtcGxlLmNvbSIsInN0YXR1c19saXN0Ijp7ImJpdHMiOjEsImxzdCI6ImVOcmJ1UmdBQWhjQlhRIn0sInN1YiI6Imh0dHBzOi8vZXhhbXBsZS5jb20vc3RhdHVzbGlzdHMvMSIsInR0bCI6NDMyMDB9.2lKUUNG503R9htu4aHAYi7vjmr3sgApbfoDvPrl65N3URUO1EYqqQl45Jfzd-Av4QzlKa3oVALpLwOEUOq-U_g";

    private static readonly DateTimeOffset Now = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly SigningKey Key = new("did:web:issuer.example#key-1", Forged.Key);
    private static readonly Gathered<PublicKey> Found = new Gathered<PublicKey>.Found(Forged.Key.PublicKey);

    [Fact]
    public void The_specifications_example_reads()
    {
        var token = StatusListToken.Parse(System.Text.Encoding.ASCII.GetBytes(Example)).Value;

        Assert.Equal(("https://example.com/statuslists/1", "12"), (token.Subject, token.Jws.KeyId));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1686920170), token.IssuedAt);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(2291720170), token.Expires);
        Assert.Equal(TimeSpan.FromHours(12), token.TimeToLive);
        Assert.Equal("b9a3", Convert.ToHexStringLower(token.List.Bytes.Span));
    }

    [Theory]
    [InlineData(KeyAlgorithm.P256)]
    [InlineData(KeyAlgorithm.Ed25519)]
    public void What_was_signed_reads_and_answers(KeyAlgorithm algorithm)
    {
        var key = new SigningKey("did:web:issuer.example#key-1", PrivateKey.Generate(algorithm));
        var list = List();

        var token = Parse(StatusListToken.Sign(list, new Uri(Url), "https://issuer.example", Now, TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), key));

        Assert.Equal((Url, "https://issuer.example", "statuslist+jwt"), (token.Subject, token.Issuer, token.Jws.Type));
        Assert.Equal((Now, Now.AddDays(1), TimeSpan.FromMinutes(5)), (token.IssuedAt, token.Expires, token.TimeToLive));
        Assert.Equal(300, Payload(token).GetProperty("ttl").GetInt32());
        var published = PublishedTokenStatusList.Read(token, Url, new Gathered<PublicKey>.Found(key.PrivateKey.PublicKey));
        Assert.True(published.IsProven);
        Assert.Equal(list.Bytes.Length, published.Size);
        Assert.Equal(
            [Reasons.Active, Reasons.Revoked, Reasons.Suspended, Reasons.UnknownStatusPurpose, Reasons.Active],
            Enumerable.Range(0, 5).Select(index => published.StatusOf(new TokenStatusReference(Url, index), Now)));
    }

    [Fact]
    public void What_cannot_be_relied_on_never_passes()
    {
        var published = PublishedTokenStatusList.Read(Parse(Sign()), Url, Found);

        Assert.Equal(Reasons.Active, published.StatusOf(new TokenStatusReference(Url, 0), Now));
        Assert.Equal(Reasons.IndexOutOfRange, published.StatusOf(new TokenStatusReference(Url, 64), Now));
        Assert.Equal(Reasons.IndexOutOfRange, published.StatusOf(new TokenStatusReference(Url, long.MaxValue), Now));
        Assert.Equal(Reasons.ListElsewhere, published.StatusOf(new TokenStatusReference(Url + "/", 0), Now));
        Assert.Equal(Reasons.ListExpired, published.StatusOf(new TokenStatusReference(Url, 0), Now.AddDays(1)));
        Assert.Equal(Reasons.ListNotYetValid, published.StatusOf(new TokenStatusReference(Url, 0), Now.AddDays(-1)));
        Assert.Equal(Reasons.ListElsewhere, Of(PublishedTokenStatusList.Read(Parse(Sign()), "https://issuer.example/status/8/token", Found)));
        Assert.Equal(
            Reasons.ListSignatureWrong,
            Of(PublishedTokenStatusList.Read(Parse(Sign()), Url, new Gathered<PublicKey>.Found(PrivateKey.Generate(KeyAlgorithm.P256).PublicKey))));
        Assert.Equal(
            Reasons.ListKeyRefused.Reason, Of(PublishedTokenStatusList.Read(Parse(Sign()), Url, new Gathered<PublicKey>.NotFound("x"))).Reason);
        var unreachable = PublishedTokenStatusList.Read(Parse(Sign()), Url, new Gathered<PublicKey>.Unreachable("x"));
        Assert.Equal((Reasons.ListKeyUnavailable.Reason, CheckOutcome.Undetermined), (Of(unreachable).Reason, Of(unreachable).Outcome));
        Assert.False(unreachable.IsProven);
        Assert.Equal(
            Reasons.ListTooLarge.Reason, Of(PublishedTokenStatusList.Malformed(new Problem(ProblemCode.TooLarge, "x"))).Reason);
        Assert.Equal(
            Reasons.ListMalformed.Reason, Of(PublishedTokenStatusList.Malformed(new Problem(ProblemCode.NotACredential, "x"))).Reason);
    }

    [Theory]
    [InlineData("sub", null)]
    [InlineData("sub", "1")]
    [InlineData("iat", null)]
    [InlineData("iat", "\"1\"")]
    [InlineData("exp", "\"1\"")]
    [InlineData("exp", "-1")]
    [InlineData("nbf", "\"1\"")]
    [InlineData("ttl", "0")]
    [InlineData("ttl", "-1")]
    [InlineData("ttl", "\"300\"")]
    [InlineData("status_list", null)]
    [InlineData("status_list", "[]")]
    [InlineData("status_list", """{"bits":2}""")]
    [InlineData("status_list", """{"lst":"eNrbuRgAAhcBXQ"}""")]
    [InlineData("status_list", """{"bits":"1","lst":"eNrbuRgAAhcBXQ"}""")]
    [InlineData("status_list", """{"bits":1.5,"lst":"eNrbuRgAAhcBXQ"}""")]
    [InlineData("status_list", """{"bits":3,"lst":"eNrbuRgAAhcBXQ"}""")]
    [InlineData("status_list", """{"bits":1,"lst":"eNrbuRgAAhcBXg"}""")]
    public void A_claim_that_is_missing_or_of_another_type_is_refused(string name, string? value)
    {
        var claims = JsonNode.Parse(Payload(Parse(Sign())).GetRawText())!.AsObject();
        claims.Remove(name);
        if (value is not null)
            claims[name] = JsonNode.Parse(value);

        Assert.Equal(ProblemCode.NotACredential, StatusListToken.Parse(Ascii(Forged.Token(claims.ToJsonString(), "statuslist+jwt"))).Problem?.Code);
    }

    [Theory]
    [InlineData("JWT")]
    [InlineData("dc+sd-jwt")]
    [InlineData("statuslist+cwt")]
    public void A_token_of_another_type_is_refused(string type) =>
        Assert.False(StatusListToken.Parse(Ascii(Forged.Token(Payload(Parse(Sign())).GetRawText(), type))).IsSuccess);

    [Fact]
    public void Without_exp_and_ttl_it_reads_too()
    {
        var token = Parse(Forged.Token($$$"""{"sub":"{{{Url}}}","iat":1782907200,"status_list":{"bits":1,"lst":"eNrbuRgAAhcBXQ"}}""", "statuslist+jwt"));

        Assert.Equal((null, null), (token.Expires, token.TimeToLive));
        Assert.Equal(Reasons.Revoked, Of(PublishedTokenStatusList.Read(token, Url, Found)));
    }

    [Theory]
    [InlineData("""{"idx":0,"uri":"https://issuer.example/1"}""", true)]
    [InlineData("""{"idx":4611686018427387904,"uri":"urn:list:1","more":1}""", true)]
    [InlineData("""{"idx":-1,"uri":"https://issuer.example/1"}""", false)]
    [InlineData("""{"idx":1.5,"uri":"https://issuer.example/1"}""", false)]
    [InlineData("""{"idx":"0","uri":"https://issuer.example/1"}""", false)]
    [InlineData("""{"idx":9223372036854775808,"uri":"https://issuer.example/1"}""", false)]
    [InlineData("""{"idx":0,"uri":"status/1"}""", false)]
    [InlineData("""{"idx":0,"uri":""}""", false)]
    [InlineData("""{"idx":0}""", false)]
    [InlineData("""{"uri":"https://issuer.example/1"}""", false)]
    [InlineData("[]", false)]
    public void A_reference_is_an_index_and_an_address(string json, bool isOne)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Equal(isOne, TokenStatusReference.Parse(document.RootElement).IsSuccess);
    }

    [Fact]
    public void No_changed_byte_passes()
    {
        var text = Ascii(Sign());
        for (var index = 0; index < text.Length; index++)
        {
            var changed = (byte[])text.Clone();
            changed[index] = changed[index] == (byte)'A' ? (byte)'B' : (byte)'A';
            Assert.False(
                StatusListToken.Parse(changed).TryGet(out var token, out _) && PublishedTokenStatusList.Read(token, Url, Found).IsProven, $"byte {index}");
        }
    }

    private static TokenStatusList List()
    {
        var list = TokenStatusList.Create(2, 64);
        for (byte status = 0; status < 4; status++)
            list.Set(status, status);
        return list;
    }

    private static string Sign() => StatusListToken.Sign(List(), new Uri(Url), null, Now, TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), Key);

    private static StatusListToken Parse(string text) => StatusListToken.Parse(Ascii(text)).Value;

    private static JsonElement Payload(StatusListToken token) => JsonElement.Parse(token.Jws.Payload.Span);

    private static VerificationCheck Of(PublishedTokenStatusList list) => list.StatusOf(new TokenStatusReference(Url, 0), Now);

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);
}
