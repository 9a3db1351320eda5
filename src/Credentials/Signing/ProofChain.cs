using System.Text.Json;

namespace Credentials.Signing;

/// <summary>Proofs that sign others before them (Data Integrity 1.0 section 2.1.2 and section 4.5, <c>matchingProofs</c>).</summary>
internal static class ProofChain
{
    /// <summary>
    /// The proofs of the document that one of them names in <c>previousProof</c>, in the order in which it does; none where it names none. A name that no
    /// proof or several have, its own, and any that is no string is <see cref="ProblemCode.NotACredential"/>.
    /// </summary>
    public static Result<IReadOnlyList<JsonElement>> Find(IReadOnlyList<JsonElement> proofs, int index)
    {
        var proof = proofs[index];
        if (proof.ValueKind != JsonValueKind.Object)
            return Refused("not an object");
        if (!proof.TryGetProperty("previousProof", out var named))
            return Array.Empty<JsonElement>();
        JsonElement[] names = named.ValueKind == JsonValueKind.Array ? [.. named.EnumerateArray()] : [named];
        if (names.Length == 0 || names.Length >= proofs.Count || names.Any(name => name.ValueKind != JsonValueKind.String))
            return Refused("previousProof does not name proofs of the document");
        var previous = new List<JsonElement>(names.Length);
        foreach (var name in names)
        {
            JsonElement[] matching = [.. proofs.Where(other => HasId(other, name.GetString()!))];
            if (matching.Length != 1 || HasId(proof, name.GetString()!))
                return Refused("previousProof names a proof that the document does not have once");
            previous.Add(matching[0]);
        }
        return previous;
    }

    private static bool HasId(JsonElement proof, string id) =>
        proof.ValueKind == JsonValueKind.Object && proof.TryGetProperty("id", out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(id);

    private static Problem Refused(string why) => new(ProblemCode.NotACredential, $"proof: {why}");
}
