using System.Security.Cryptography;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.IssuerService.Staff.SignIn;

/// <summary>
/// What a browser keeps, sealed, between being sent to the provider and coming back: only the browser that was sent can come back (<c>state</c>), with a token that
/// was made for this (<c>nonce</c>), and only we can redeem the code (PKCE, RFC 7636).
/// </summary>
/// <param name="To">A page of ours, see <see cref="Web.SignIn.OwnPath"/>.</param>
internal sealed record OpenIdRequest(string State, string Nonce, string Verifier, string To, DateTimeOffset At)
{
    /// <summary>How long somebody may take at the provider.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The <c>code_challenge</c> of method S256.</summary>
    public string Challenge => StrictBase64Url.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(Verifier)));

    public static OpenIdRequest New(string to, DateTimeOffset now) => new(Random(), Random(), Random(), to, now);

    public static OpenIdRequest? Read(byte[] json) => JsonSerializer.Deserialize<OpenIdRequest>(json);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    private static string Random() => StrictBase64Url.Encode(RandomNumberGenerator.GetBytes(32));
}
