using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Web;
using Credentials.Encoding;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Credentials.Services.Tests.Staff;

/// <summary>An OpenID provider on loopback. Who signs in there is said by the test; what it can get wrong, it gets wrong on demand.</summary>
internal sealed class SmallProvider : IAsyncDisposable
{
    public const string ClientId = "credentials";
    public const string ClientSecret = "a secret: with +signs";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Granted> _codes = new();
    private RsaSecurityKey _key = NewKey();

    private SmallProvider(WebApplication app) => _app = app;

    public string Authority => _app.Urls.Single();

    /// <summary>What is wrong with the next tokens; null for nothing.</summary>
    public string? Fault { get; set; }

    public static async Task<SmallProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var provider = new SmallProvider(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = provider.Authority,
            authorization_endpoint = provider.Authority + "/authorize?tenant=1",
            token_endpoint = provider.Authority + "/token",
            jwks_uri = provider.Authority + "/keys",
            token_endpoint_auth_methods_supported = new[] { "client_secret_basic" },
        }));
        app.MapGet("/keys", () =>
        {
            var key = provider._key.Rsa.ExportParameters(includePrivateParameters: false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = provider._key.KeyId, n = StrictBase64Url.Encode(key.Modulus), e = StrictBase64Url.Encode(key.Exponent) } } });
        });
        app.MapPost("/token", (Delegate)provider.TokenAsync);
        await app.StartAsync();
        return provider;
    }

    /// <summary>Somebody signs in where the browser was sent; answers the path that the browser is sent back to.</summary>
    public string Answer(string sentTo, string subject, string? email, bool isVerified = true)
    {
        Assert.StartsWith(Authority + "/authorize?tenant=1&", sentTo, StringComparison.Ordinal);
        var asked = HttpUtility.ParseQueryString(new Uri(sentTo).Query);
        var code = StrictBase64Url.Encode(RandomNumberGenerator.GetBytes(16));
        _codes[code] = new(asked["nonce"]!, asked["code_challenge"]!, asked["redirect_uri"]!, subject, email, isVerified);
        return $"{new Uri(asked["redirect_uri"]!).AbsolutePath}?code={code}&state={asked["state"]}";
    }

    public void ChangeKey() => _key = NewKey();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static RsaSecurityKey NewKey() => new(RSA.Create(2048)) { KeyId = Guid.NewGuid().ToString("N") };

    private async Task<IResult> TokenAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var pair = $"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret)}";
        if (context.Request.Headers.Authorization != "Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pair)))
            return Results.Unauthorized();
        var isRight = _codes.TryRemove(form["code"].ToString(), out var granted) && form["grant_type"] == "authorization_code"
            && granted.RedirectUri == form["redirect_uri"]
            && granted.Challenge == StrictBase64Url.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (!isRight || Fault == "refused")
            return Results.BadRequest(new { error = "invalid_grant" });
        return Fault == "nothing" ? Results.Json(new { access_token = "x" }) : Results.Json(new { access_token = "x", token_type = "Bearer", id_token = IdToken(granted!) });
    }

    private string IdToken(Granted granted)
    {
        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["nonce"] = Fault == "nonce" ? "other" : granted.Nonce, ["email_verified"] = granted.IsVerified };
        if (Fault != "subject")
            claims["sub"] = granted.Subject;
        if (granted.Email is not null)
            claims["email"] = granted.Email;
        if (Fault == "party")
            claims["azp"] = "somebody-else";
        var token = new SecurityTokenDescriptor
        {
            Issuer = Fault == "issuer" ? "https://evil.example" : Authority,
            Audience = Fault == "audience" ? "somebody-else" : ClientId,
            Claims = claims,
            IssuedAt = now.AddHours(-2),
            NotBefore = Fault == "early" ? now.AddMinutes(30) : now.AddHours(-2),
            Expires = Fault == "expired" ? now.AddMinutes(-30) : now.AddHours(1),
            SigningCredentials = Fault switch
            {
                "none" => null,
                "key" => new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = _key.KeyId }, SecurityAlgorithms.RsaSha256),
                "hmac" => new(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(ClientSecret.PadRight(64))), SecurityAlgorithms.HmacSha256),
                _ => new(_key, SecurityAlgorithms.RsaSha256),
            },
        };
        return new JsonWebTokenHandler().CreateToken(token);
    }

    private sealed record Granted(string Nonce, string Challenge, string RedirectUri, string Subject, string? Email, bool IsVerified);
}
