using System.Text.Json;
using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.App.Conformance;

/// <summary>The one table of cryptosuites that the profile signs with; of each kind of key, the first is the default.</summary>
internal static class ConformanceSuites
{
    public static IReadOnlyList<ConformanceSuite> All { get; } =
    [
        new("eddsa-jcs-2022", KeyAlgorithm.Ed25519, (document, key, now) => DataIntegrityProof.Add(document, key, now)),
        new("ecdsa-jcs-2019", KeyAlgorithm.P256, (document, key, now) => DataIntegrityProof.Add(document, key, now)),
    ];

    public static ConformanceSuite? Find(string name) => All.FirstOrDefault(suite => suite.Name == name);

    public static ConformanceSuite For(KeyAlgorithm algorithm) => All.First(suite => suite.Algorithm == algorithm);
}

/// <param name="Sign">The document with a proof added.</param>
internal sealed record ConformanceSuite(string Name, KeyAlgorithm Algorithm, Func<JsonElement, SigningKey, DateTimeOffset, byte[]> Sign);
