using System.Text.Json;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Tests.Keys;
using Xunit.Abstractions;

namespace Credentials.Tests.Vectors;

/// <summary>Project Wycheproof's signature tests, in full.</summary>
public class WycheproofVectors(ITestOutputHelper output)
{
    private static readonly string[] KnownAlgorithms = ["EdDSA", "ES256", "RS256"];

    [VectorTheory]
    [InlineData(Ed25519Libraries.Sodium)]
    [InlineData(Ed25519Libraries.OpenSsl)]
    public void Ed25519(string library)
    {
        int count = 0;
        foreach (var (group, test) in Tests("ed25519_test.json"))
        {
            var key = Ed25519PublicKey.Create(Hex(group.GetProperty("publicKey"), "pk"), Ed25519Libraries.Get(library));
            bool verified = key.IsSuccess && key.Value.Verify(Hex(test, "msg"), Hex(test, "sig"));
            Assert.True(verified == IsValid(test), Name(test));
            count++;
        }
        Assert.Equal(151, count);
        output.WriteLine($"vectors: {count}");
    }

    [VectorFact]
    public void ECDSA_on_P256_with_fixed_length_signatures()
    {
        int count = 0;
        foreach (var (group, test) in Tests("ecdsa_secp256r1_sha256_p1363_test.json"))
        {
            byte[] point = Hex(group.GetProperty("publicKey"), "uncompressed");
            var key = EcdsaPublicKey.Create(PrimeCurve.P256, point.AsSpan(1, 32), point.AsSpan(33, 32)).Value;
            Assert.True(key.Verify(Hex(test, "msg"), Hex(test, "sig")) == IsValid(test), Name(test));
            if (group.TryGetProperty("publicKeyJwk", out var jwk))
                Assert.Equal(key, PublicKey.FromJwk(jwk).Value);
            count++;
        }
        Assert.Equal(262, count);
        output.WriteLine($"vectors: {count}");
    }

    [VectorFact]
    public void JSON_web_signatures()
    {
        var accepted = new List<int>();
        int count = 0;
        foreach (var (group, test) in Tests("json_web_signature_test.json"))
        {
            count++;
            bool verified = Verifies(group, test);
            Assert.True(!verified || IsValid(test), Name(test));
            if (verified)
                accepted.Add(test.GetProperty("tcId").GetInt32());
            else if (IsValid(test))
                Assert.True(IsOutsideTheAllowList(group, test), Name(test));
        }

        // ES256: 18, 378. RS256: 33, 259 to 263, and Figure 13 of RFC 7520 with use and with key_ops.
        Assert.Equal([18, 33, 259, 260, 261, 262, 263, 345, 349, 378], accepted);
        Assert.Equal(401, count);
        output.WriteLine($"vectors: {count}");
    }

    private static bool Verifies(JsonElement group, JsonElement test)
    {
        var text = test.GetProperty("jws");
        if (!group.TryGetProperty("public", out var jwk) || text.ValueKind != JsonValueKind.String)
            return false;
        return CompactJws.Parse(text.GetString()!).TryGet(out var jws, out _) && PublicKey.FromJwk(jwk).TryGet(out var key, out _) && jws.Verify(key);
    }

    /// <summary>HMAC, PS256, RS384 and others are valid signatures that no credential of ours may use.</summary>
    private static bool IsOutsideTheAllowList(JsonElement group, JsonElement test)
    {
        if (!group.TryGetProperty("public", out _))
            return true;
        string header = test.GetProperty("jws").GetString()!.Split('.')[0];
        using var json = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(header));
        return !KnownAlgorithms.Contains(json.RootElement.GetProperty("alg").GetString());
    }

    private static IEnumerable<(JsonElement Group, JsonElement Test)> Tests(string file)
    {
        using var document = JsonDocument.Parse(VectorFolder.Bytes("wycheproof", file));
        foreach (var group in document.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            foreach (var test in group.GetProperty("tests").EnumerateArray())
                yield return (group, test);
        }
    }

    private static bool IsValid(JsonElement test) => test.GetProperty("result").GetString() == "valid";

    private static byte[] Hex(JsonElement element, string name) => Convert.FromHexString(element.GetProperty(name).GetString()!);

    private static string Name(JsonElement test) => $"{test.GetProperty("tcId")} {test.GetProperty("comment")}";
}
