using System.Text.Json;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Browser.Tests;

/// <summary>A credential that is rightly signed, by an issuer on nobody's list.</summary>
internal static class ForeignCredential
{
    public static string Sign()
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);
        var multikey = key.PublicKey.ToMultikey();
        var issuer = "did:key:" + multikey;
        var payload = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["@context"] = new[] { "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json" },
            ["id"] = "urn:uuid:2f6b7c1e-8c1d-4f7e-9a3b-5d2e1c0b9a87",
            ["type"] = new[] { "VerifiableCredential", "OpenBadgeCredential" },
            ["issuer"] = new { id = issuer, type = new[] { "Profile" }, name = "University of Everything" },
            ["validFrom"] = "2025-06-30T00:00:00Z",
            ["credentialSubject"] = new
            {
                type = new[] { "AchievementSubject" },
                identifier = new[] { new { type = "IdentityObject", hashed = false, identityHash = "Alex Anyone", identityType = "name" } },
                achievement = new
                {
                    id = "https://everything.example/achievements/all",
                    type = new[] { "Achievement" },
                    name = "Everything",
                    description = "All there is to know.",
                    criteria = new { narrative = "Know it all." },
                },
            },
        });
        return CompactJws.Sign(new SigningKey(issuer + "#" + multikey, key), "vc+jwt", payload, DateTimeOffset.UtcNow);
    }
}
