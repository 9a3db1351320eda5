using System.Text.Json;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.VcApi;

/// <summary>The challenge that a presentation says it answers: <c>challenge</c> of its proof, <c>nonce</c> of its token. Says nothing about its signature.</summary>
internal static class AnsweredChallenge
{
    public static string? Of(PresentedCredential presentation)
    {
        var json = presentation.Json;
        if (json.ValueKind != JsonValueKind.Object)
            return null;
        if (json.TryGetProperty("nonce"u8, out var nonce) && nonce.ValueKind == JsonValueKind.String)
            return nonce.GetString();
        if (!json.TryGetProperty("proof"u8, out var proof))
            return null;
        var first = proof.ValueKind == JsonValueKind.Array && proof.GetArrayLength() > 0 ? proof[0] : proof;
        return first.ValueKind == JsonValueKind.Object && first.TryGetProperty("challenge"u8, out var challenge) && challenge.ValueKind == JsonValueKind.String
            ? challenge.GetString()
            : null;
    }
}
