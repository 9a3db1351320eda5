using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Signing;

/// <summary>Reads the <c>proof</c> member of secured documents (Data Integrity 1.0 sections 2.1 to 2.3): one proof, a set, or a chain.</summary>
internal static class DataIntegrityProofReader
{
    /// <summary>Each proof costs a signature check, so that a stranger may not send any number of them.</summary>
    private const int MostProofs = 16;

    public static Result<IReadOnlyList<DataIntegrityProof>> Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("proof", out var proof))
            return Refused("there is none");
        if (proof.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            || (proof.ValueKind == JsonValueKind.Array && proof.GetArrayLength() is 0 or > MostProofs))
            return Refused($"neither an object nor an array of 1 to {MostProofs}");

        JsonElement[] all = proof.ValueKind == JsonValueKind.Object ? [proof] : [.. proof.EnumerateArray()];
        var whole = SecuredDocument.Of(document);
        var proofs = new DataIntegrityProof[all.Length];
        for (int index = 0; index < all.Length; index++)
        {
            if (ProofChain.Find(all, index).Then(previous => ReadOne(previous is [] ? whole : SecuredDocument.With(document, previous), all[index]))
                .TryGet(out var one, out var problem))
                proofs[index] = one;
            else
                return problem;
        }
        return proofs;
    }

    private static Result<DataIntegrityProof> ReadOne(SecuredDocument document, JsonElement proof)
    {
        string? type = Text(proof, "type");
        if (Cryptosuite.Find(type, Text(proof, "cryptosuite")) is not { } suite)
            return Refused(type == Cryptosuite.DataIntegrityProofType ? "its cryptosuite is not known" : "its type is not known");
        if (type != Cryptosuite.DataIntegrityProofType && proof.TryGetProperty("cryptosuite", out _))
            return Refused("a cryptosuite beside a type that is one");
        if (Text(proof, "verificationMethod") is not { Length: > 0 } method || Text(proof, "proofPurpose") is not { Length: > 0 } purpose
            || Text(proof, "proofValue") is not { } value)
            return Refused("verificationMethod, proofPurpose and proofValue must be strings");
        if (!TryInstant(proof, "created", out var created) || !TryInstant(proof, "expires", out var expires))
            return Refused("created or expires is not a dateTime");
        if (!TryDomains(proof, out var domains) || (proof.TryGetProperty("challenge", out _) && Text(proof, "challenge") is null))
            return Refused("domain or challenge is not a string");
        return new DataIntegrityProof(document, proof, suite, value)
        {
            VerificationMethod = method,
            ProofPurpose = purpose,
            Created = created,
            Expires = expires,
            Challenge = Text(proof, "challenge"),
            Domains = domains,
        };
    }

    private static bool TryInstant(JsonElement proof, string name, out DateTimeOffset? instant)
    {
        instant = null;
        if (!proof.TryGetProperty(name, out _))
            return true;
        if (!XmlDateTime.TryParse(Text(proof, name), out var value))
            return false;
        instant = value;
        return true;
    }

    private static bool TryDomains(JsonElement proof, out IReadOnlyList<string> domains)
    {
        domains = [];
        if (!proof.TryGetProperty("domain", out var value))
            return true;
        if (value.ValueKind == JsonValueKind.String)
        {
            domains = [value.GetString()!];
            return true;
        }
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            return false;
        domains = [.. value.EnumerateArray().Select(item => item.GetString()!)];
        return true;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"proof: {why}");
}
