using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.Presentations;
using Credentials.Wallets;

namespace Credentials.Tests.Presentations;

public sealed class AuthorizationResponseTests : IDisposable
{
    private const string Token = """{"micro-credential":["eyJhbGci...QMA"]}""";

    private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void An_answer_in_the_clear_is_read()
    {
        var answer = Read([("vp_token", Token), ("state", Asks.State), ("unknown", "field")]).Value;

        Assert.Equal(("eyJhbGci...QMA", null), (answer.VpToken.GetProperty("micro-credential")[0].GetString(), answer.Error));
    }

    [Fact]
    public void An_encrypted_answer_is_read()
    {
        foreach (var encryption in CompactJwe.Encryptions)
        {
            var answer = Read([("response", Encrypt($$"""{"vp_token":{{Token}},"state":"{{Asks.State}}"}""", encryption))], ResponseMode.DirectPostJwt).Value;
            Assert.Equal("eyJhbGci...QMA", answer.VpToken.GetProperty("micro-credential")[0].GetString());
        }

        Assert.True(Read([("response", Encrypt($$"""{"vp_token":{{Token}}}""")), ("state", Asks.State)], ResponseMode.DirectPostJwt).IsSuccess);
    }

    /// <summary>OpenID4VP 1.0 section 8.3, with the key that it gives; its example has no state, which is given beside it.</summary>
    [Fact]
    public void The_specifications_encrypted_response_is_read()
    {
        const string response =
            "eyJhbGciOiJFQ0RILUVTIiwiZW5jIjoiQTEyOEdDTSIsImtpZCI6ImFjIiwiZXBrIjp7Imt0eSI6IkVDIiwieCI6Im5ubVZwbTNWM2piaGNhZlFhUkJrU1ZOSGx3Wkh3dC05ck9wSnVmeVlJdWsiLCJ5Ijoi"
            + "cjRmakRxd0p5czlxVU9QLV9iM21SNVNaRy0tQ3dPMm1pYzVWU05UWU45ZyIsImNydiI6IlAtMjU2In19..uAYcHRUSSn2X0WPX.yVzlGSYG4qbg0bq18JcUiDRw56yVnbKR8E7S7YlEtzT00RqE3Pw5oTpUG3hdLN"
            + "4taHZ9gC1kwak8JOnJgQ.1wR024_3-qtAlx1oFIUpQQ";
        using var key = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new() { X = Decoded("YO4epjifD-KWeq1sL2tNmm36BhXnkJ0He-WqMYrp9Fk"), Y = Decoded("Hekpm0zfK7C-YccH5iBjcIXgf6YdUvNUac_0At55Okk") },
            D = Decoded("Et-3ce0omz8_TuZ96Df9lp0GAaaDoUnDe6X-CRO7Aww"),
        });

        var answer = AuthorizationResponse.Read(Form([("response", response), ("state", Asks.State)]), ResponseMode.DirectPostJwt, Asks.State, key).Value;

        Assert.Equal("""{"example_credential_id":["eyJhb...YMetA"]}""", answer.VpToken.GetRawText().Replace(" ", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ResponseMode.DirectPost)]
    [InlineData(ResponseMode.DirectPostJwt)]
    public void A_wallet_that_declines_says_why_even_in_the_clear(ResponseMode mode)
    {
        var answer = Read([("error", "access_denied"), ("error_description", "the user said no"), ("state", Asks.State)], mode).Value;

        Assert.Equal(("access_denied", "the user said no"), (answer.Error, answer.ErrorDescription));
        Assert.Equal(
            "access_denied",
            Read([("response", Encrypt($$"""{"error":"access_denied","state":"{{Asks.State}}"}"""))], ResponseMode.DirectPostJwt).Value.Error);
    }

    [Fact]
    public void What_may_not_be_shown_of_an_error_is_left_out() =>
        Assert.Null(Read([("error", "access_denied"), ("error_description", "\u202E\u0007"), ("state", Asks.State)]).Value.ErrorDescription);

    [Fact]
    public void Whatever_is_no_answer_to_this_request_is_refused()
    {
        var encrypted = Encrypt($$"""{"vp_token":{{Token}},"state":"{{Asks.State}}"}""");
        foreach (var form in new (string, string)[][]
        {
            [("vp_token", Token)],
            [("vp_token", Token), ("state", "another")],
            [("vp_token", Token), ("state", "")],
            [("vp_token", Token), ("state", Asks.State), ("state", Asks.State)],
            [("vp_token", "[]"), ("state", Asks.State)],
            [("vp_token", "\"text\""), ("state", Asks.State)],
            [("vp_token", "{\"a\":1,\"a\":2}"), ("state", Asks.State)],
            [("vp_token", "{"), ("state", Asks.State)],
            [("vp_token", "{\"a\":\"" + new string('x', StrictJson.MaxBytes) + "\"}"), ("state", Asks.State)],
            [("state", Asks.State)],
            [],
            [("response", encrypted)],
            [("response", encrypted), ("state", Asks.State)],
            [("error", "access_denied")],
            [("error", "not a code"), ("state", Asks.State)],
            [("error", "access_denied"), ("vp_token", Token), ("state", Asks.State)],
            [.. Enumerable.Range(0, 40).Select(number => ($"f{number}", "")), ("vp_token", Token), ("state", Asks.State)],
        })
            Assert.False(Read(form).IsSuccess, string.Join('&', form.Select(field => field.Item1)));
    }

    [Fact]
    public void Whatever_is_no_encrypted_answer_to_this_request_is_refused()
    {
        using var other = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        string With(string payload) => Encrypt(payload);
        var good = With($$"""{"vp_token":{{Token}},"state":"{{Asks.State}}"}""");
        foreach (var form in new (string, string)[][]
        {
            [("vp_token", Token), ("state", Asks.State)],
            [("response", good), ("vp_token", Token)],
            [("response", good), ("state", "another")],
            [("response", With($$"""{"vp_token":{{Token}}}"""))],
            [("response", With($$"""{"vp_token":{{Token}},"state":"another"}""")), ("state", Asks.State)],
            [("response", With($$"""{"vp_token":{{Token}},"state":1}""")), ("state", Asks.State)],
            [("response", With($$"""{"state":"{{Asks.State}}"}"""))],
            [("response", With($$"""{"vp_token":{{Token}},"error":"x","state":"{{Asks.State}}"}"""))],
            [("response", With("[]"))],
            [("response", With("no JSON"))],
            [("response", CompactJwe.Encrypt(System.Text.Encoding.UTF8.GetBytes($$"""{"vp_token":{{Token}},"state":"{{Asks.State}}"}"""), EncryptionKey.Of(other, "k1"), "A128GCM"))],
            [("response", "a.b.c")],
            [("error", "access_denied"), ("vp_token", Token), ("state", Asks.State)],
        })
            Assert.False(Read(form, ResponseMode.DirectPostJwt).IsSuccess, string.Join('&', form.Select(field => field.Item1)));
        Assert.True(Read([("response", good)], ResponseMode.DirectPostJwt).IsSuccess);
    }

    [Theory]
    [InlineData("direct_post", ResponseMode.DirectPost)]
    [InlineData("direct_post.jwt", ResponseMode.DirectPostJwt)]
    public void Response_modes_have_their_names(string name, ResponseMode mode)
    {
        Assert.True(ResponseModes.TryParse(name, out var read));
        Assert.Equal((mode, name), (read, ResponseModes.NameOf(mode)));
        Assert.False(ResponseModes.TryParse("fragment", out _));
        Assert.False(ResponseModes.TryParse(null, out _));
    }

    private Result<AuthorizationResponse> Read((string, string)[] form, ResponseMode mode = ResponseMode.DirectPost) =>
        AuthorizationResponse.Read(Form(form), mode, Asks.State, mode == ResponseMode.DirectPost ? null : _key);

    private static IEnumerable<KeyValuePair<string, string>> Form((string Name, string Value)[] fields) =>
        fields.Select(field => KeyValuePair.Create(field.Name, field.Value));

    private string Encrypt(string payload, string encryption = "A128GCM") =>
        CompactJwe.Encrypt(System.Text.Encoding.UTF8.GetBytes(payload), EncryptionKey.Of(_key, "k1"), encryption);

    private static byte[] Decoded(string text) => StrictBase64Url.TryDecode(text, out byte[] bytes) ? bytes : throw new FormatException(text);
}
