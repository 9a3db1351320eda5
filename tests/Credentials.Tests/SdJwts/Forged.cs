using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Tests.SdJwts;

/// <summary>SD-JWTs of a dishonest or careless issuer: any payload, any disclosures, rightly signed.</summary>
internal static class Forged
{
    public static readonly PrivateKey Key = PrivateKey.Generate(KeyAlgorithm.P256);

    public static string Sign(string payload, params IReadOnlyList<string> disclosures) =>
        Token(payload) + "~" + string.Concat(disclosures.Select(text => text + "~"));

    public static string Token(string payload, string type = "example+sd-jwt", PrivateKey? key = null) =>
        CompactJwsWriter.Sign(key ?? Key, new JwsHeader(type), System.Text.Encoding.UTF8.GetBytes(payload));

    public static string Disclosure(string json) => StrictBase64Url.Encode(System.Text.Encoding.UTF8.GetBytes(json));

    public static string Digest(string disclosure) => StrictBase64Url.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(disclosure)));
}
