using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Credentials.Wallets;

namespace Credentials.IssuerService.Wallets;

/// <summary>A Credential Request (OpenID4VCI 1.0 section 8.2), read but not yet held against its offer. Members that are not known are ignored, as it says.</summary>
internal sealed record CredentialRequest(CredentialConfiguration Configuration, IReadOnlyList<string> Proofs, EncryptionKey? ResponseKey, string? ResponseEncryption)
{
    /// <summary>Credentials in one answer: <c>batch_size</c> of the metadata.</summary>
    public const int MostProofs = 10;

    /// <param name="body">The request's parameters.</param>
    /// <param name="isEncrypted">Whether they came encrypted, without which nobody may name a key for the answer: it could have been put there on the way.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="error">Why it is refused.</param>
    public static bool TryRead(JsonElement body, bool isEncrypted, [NotNullWhen(true)] out CredentialRequest? request, [NotNullWhen(false)] out ProtocolError? error)
    {
        request = null;
        if (body.ValueKind != JsonValueKind.Object)
            return Refused("invalid_credential_request", "the body is not a JSON object", out error);
        var (byId, byIdentifier) = (body.TryGetProperty("credential_configuration_id", out var id), body.TryGetProperty("credential_identifier", out var identifier));
        if (byId == byIdentifier)
            return Refused("invalid_credential_request", "exactly one of credential_configuration_id and credential_identifier must be there", out error);
        if ((byId ? id : identifier).ValueKind != JsonValueKind.String)
            return Refused("invalid_credential_request", "the credential must be named by a string", out error);
        // The token response names none, so that none can be right.
        if (byIdentifier)
            return Refused("unknown_credential_identifier", "credentials are asked for by credential_configuration_id", out error);
        if (CredentialConfiguration.Find(id.GetString()!) is not { } configuration)
            return Refused("unknown_credential_configuration", "there is no such credential configuration", out error);
        if (!TryReadProofs(body, out var proofs, out error) || !TryReadEncryption(body, isEncrypted, out var key, out var encryption, out error))
            return false;
        request = new(configuration, proofs, key, encryption);
        return true;
    }

    private static bool TryReadProofs(JsonElement body, out IReadOnlyList<string> proofs, [NotNullWhen(false)] out ProtocolError? error)
    {
        proofs = [];
        error = null;
        if (!body.TryGetProperty("proofs", out var value) || value.ValueKind != JsonValueKind.Object)
            return Refused("invalid_proof", "proofs is missing or not an object", out error);
        var types = value.EnumerateObject().ToArray();
        if (types is not [{ Name: "jwt", Value.ValueKind: JsonValueKind.Array }])
            return Refused("invalid_proof", "proofs must have the proof type jwt alone, as an array", out error);
        if (types[0].Value.GetArrayLength() is < 1 or > MostProofs || types[0].Value.EnumerateArray().Any(proof => proof.ValueKind != JsonValueKind.String))
            return Refused("invalid_proof", $"there must be 1 to {MostProofs} proofs, each a string", out error);
        proofs = [.. types[0].Value.EnumerateArray().Select(proof => proof.GetString()!)];
        return true;
    }

    private static bool TryReadEncryption(
        JsonElement body, bool isEncrypted, out EncryptionKey? key, out string? encryption, [NotNullWhen(false)] out ProtocolError? error)
    {
        (key, encryption, error) = (null, null, null);
        if (!body.TryGetProperty("credential_response_encryption", out var asked))
            return true;
        if (!isEncrypted)
            return Refused("invalid_encryption_parameters", "a request with credential_response_encryption must be encrypted itself", out error);
        if (asked.ValueKind != JsonValueKind.Object || !asked.TryGetProperty("jwk", out var jwk) || !asked.TryGetProperty("enc", out var enc))
            return Refused("invalid_encryption_parameters", "credential_response_encryption must have jwk and enc", out error);
        if (jwk.ValueKind != JsonValueKind.Object || !jwk.TryGetProperty("alg", out _))
            return Refused("invalid_encryption_parameters", "jwk must be a key with alg", out error);
        if (asked.TryGetProperty("zip", out _))
            return Refused("invalid_encryption_parameters", "zip is not supported", out error);
        encryption = enc.ValueKind == JsonValueKind.String ? enc.GetString() : null;
        if (encryption is null || !CompactJwe.Encryptions.Contains(encryption))
            return Refused("invalid_encryption_parameters", $"enc must be one of {string.Join(", ", CompactJwe.Encryptions)}", out error);
        return EncryptionKey.FromJwk(jwk).TryGet(out key, out var fault) || Refused("invalid_encryption_parameters", fault.Detail, out error);
    }

    private static bool Refused(string code, string description, out ProtocolError error)
    {
        error = new(code, description);
        return false;
    }
}
