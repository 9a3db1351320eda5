using System.Text.Json;
using Credentials.Keys;
using Credentials.SdJwts;

namespace Credentials.Tests.SdJwts;

/// <summary>The examples of RFC 9901, as values in a file beside this one, and its keys.</summary>
internal static class RfcExamples
{
    public const string Audience = "https://verifier.example.org";
    public const string Nonce = "1234567890";

    private static readonly JsonDocument File = JsonDocument.Parse(
        System.IO.File.ReadAllText(Path.Combine(RepositoryFiles.Root, "tests", "Credentials.Tests", "SdJwts", "Rfc9901.json")));

    public static PublicKey IssuerKey { get; } = PublicKey.FromJwk(File.RootElement.GetProperty("keys").GetProperty("issuer")).Value;

    public static PrivateKey HolderKey { get; } = PrivateKey.Parse(File.RootElement.GetProperty("keys").GetProperty("holder").GetRawText()).Value;

    public static IEnumerable<JsonElement> Compact => File.RootElement.GetProperty("compact").EnumerateArray();

    public static IEnumerable<JsonElement> Composed => File.RootElement.GetProperty("composed").EnumerateArray();

    /// <summary>When the key bindings of the examples were made.</summary>
    public static DateTimeOffset BoundAt(SdJwt sdJwt) =>
        DateTimeOffset.FromUnixTimeSeconds(sdJwt.KeyBinding!.Claims.GetProperty("iat").GetInt64());

    public static string Text(string name) => Compact.Single(example => example.GetProperty("name").GetString() == name).GetProperty("sdJwt").GetString()!;

    public static SdJwt Read(string name) => SdJwt.Parse(Text(name)).Value;

    public static TheoryData<string> Names(IEnumerable<JsonElement> examples) => [.. examples.Select(example => example.GetProperty("name").GetString()!)];
}
