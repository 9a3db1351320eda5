using System.Text.Json;
using Credentials.Verifying;

namespace Credentials.App.Jose;

/// <summary>What VC-JOSE-COSE section 3 asks of the content of a token, and the VC Data Model 2.0 of what it secures. Whether it is in force today is not asked.</summary>
internal static class JoseContent
{
    /// <summary>A sentence, or null where nothing is wrong.</summary>
    public static string? Fault(JsonElement content, JoseFeature feature)
    {
        if (content.ValueKind != JsonValueKind.Object)
            return "The content is no object.";
        if (content.TryGetProperty("vc", out _) || content.TryGetProperty("vp", out _))
            return "The content has a claim vc or vp, which it must not.";
        var owner = feature.IsPresentation ? "holder" : "issuer";
        if (content.TryGetProperty("iss", out var issuer) && content.TryGetProperty(owner, out var named) && Text(issuer) != IdOf(named))
            return $"The claim iss differs from the {owner}.";
        return feature.IsPresentation ? PresentationFault(content) : CredentialFault(content);
    }

    private static string? CredentialFault(JsonElement content) => UnsignedContent.Faults(content) is [var first, ..] ? first.Message : null;

    private static string? PresentationFault(JsonElement content)
    {
        if (UnsignedContent.FaultOfPresentation(content) is { } broken)
            return $"{broken.Message} ({broken.Detail})";
        if (!content.TryGetProperty("verifiableCredential", out var credentials))
            return null;
        foreach (var credential in credentials.ValueKind == JsonValueKind.Array ? credentials.EnumerateArray().ToArray() : [credentials])
        {
            if (!credential.TryGetProperty("type", out var kind))
                return "A credential in the presentation has no type.";
            var fault = HasText(kind, "EnvelopedVerifiableCredential") ? EnvelopeFault(credential) : CredentialFault(credential);
            if (fault is not null)
                return fault;
        }

        return null;
    }

    private static string? EnvelopeFault(JsonElement envelope) =>
        envelope.TryGetProperty("id", out var id) && Text(id) is { } url && url.StartsWith("data:application/vc", StringComparison.OrdinalIgnoreCase)
        && url.IndexOf(',', StringComparison.Ordinal) is > 0 and var comma && comma < url.Length - 1
            ? null
            : "An enveloped credential's id is no data: URL of a secured credential.";

    private static string? IdOf(JsonElement value) => value.ValueKind == JsonValueKind.Object && value.TryGetProperty("id", out var id) ? Text(id) : Text(value);

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool HasText(JsonElement value, string text) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Any(one => Text(one) == text) : Text(value) == text;
}
