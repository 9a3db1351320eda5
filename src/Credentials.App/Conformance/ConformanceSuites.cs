using System.Text.Json;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.Signing;

namespace Credentials.App.Conformance;

/// <summary>The one table of cryptosuites that the profile signs with; of each kind of key, the first is the default.</summary>
internal static class ConformanceSuites
{
    public static IReadOnlyList<ConformanceSuite> All { get; } =
    [
        new("eddsa-rdfc-2022", KeyAlgorithm.Ed25519, ProofForm.Rdfc), new("eddsa-jcs-2022", KeyAlgorithm.Ed25519, ProofForm.Jcs),
        new("ecdsa-rdfc-2019", KeyAlgorithm.P256, ProofForm.Rdfc), new("ecdsa-jcs-2019", KeyAlgorithm.P256, ProofForm.Jcs),
    ];

    public static ConformanceSuite? Find(string name) => All.FirstOrDefault(suite => suite.Name == name);

    public static ConformanceSuite For(KeyAlgorithm algorithm) => All.First(suite => suite.Algorithm == algorithm);

    /// <summary>The suite of a kind of key that signs every JSON, whatever JSON-LD makes of it.</summary>
    public static ConformanceSuite ForAnyJson(KeyAlgorithm algorithm) => All.First(suite => suite.Algorithm == algorithm && suite.Form == ProofForm.Jcs);
}

/// <param name="Form">What is signed.</param>
internal sealed record ConformanceSuite(string Name, KeyAlgorithm Algorithm, ProofForm Form)
{
    /// <summary>The document with a proof added; a problem where it cannot be signed in this form, because JSON-LD would leave something of it out.</summary>
    public Result<byte[]> Sign(JsonElement document, SigningKey key, DateTimeOffset now, JsonLdContexts contexts) =>
        DataIntegrityProof.TryAdd(document, key, now, "assertionMethod", Form, contexts);
}
