using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.StatusLists;

namespace Credentials.Services.Tests.Gathering;

/// <summary>An issuer that publishes on a stranger's server, and its credentials.</summary>
internal sealed class ForeignIssuer
{
    public static readonly DateTimeOffset Signed = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    public ForeignIssuer(string didText)
    {
        Assert.True(Did.TryParse(didText, out var did));
        Did = did;
        Key = new SigningKey(didText + "#key-1", PrivateKey.Generate(KeyAlgorithm.Ed25519));
    }

    public Did Did { get; }

    public SigningKey Key { get; }

    public static ForeignIssuer On(Stranger stranger) => new($"did:web:localhost%3A{stranger.Port}");

    public byte[] Document()
    {
        VerificationMethod[] methods = [new(Key.VerificationMethod, Did.Value, Key.PrivateKey.PublicKey)];
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
            new DidDocument(Did, methods, methods).Write(writer);
        return output.WrittenSpan.ToArray();
    }

    public byte[] Credential(string? listUrl = null, int index = 7, string? id = null)
    {
        var json = new JsonObject
        {
            ["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2"),
            ["type"] = new JsonArray("VerifiableCredential"),
            ["issuer"] = Did.Value,
            ["validFrom"] = "2026-06-30T00:00:00Z",
            ["credentialSubject"] = new JsonObject { ["id"] = "did:web:learner.example" },
        };
        if (id is not null)
            json["id"] = id;
        if (listUrl is not null)
            json["credentialStatus"] = new JsonObject
            {
                ["type"] = "BitstringStatusListEntry",
                ["statusPurpose"] = "revocation",
                ["statusListIndex"] = index.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["statusListCredential"] = listUrl,
            };
        return System.Text.Encoding.ASCII.GetBytes(CompactJws.Sign(Key, "vc+jwt", System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), Signed));
    }

    public byte[] List(string url, TimeSpan? ttl = null, params int[] revoked)
    {
        var bits = new byte[BitstringStatusList.MinBytes];
        foreach (var index in revoked)
            BitstringStatusList.Set(bits, index, true);
        return StatusListCredential.Sign(
            new Uri(url), Did, "revocation", bits, Signed, TimeSpan.FromDays(1), ttl ?? TimeSpan.FromMinutes(5), Key, CredentialForm.DataIntegrity);
    }
}
