using System.Text.Json;
using Credentials.Issuing;
using Credentials.LinkedData;
using Credentials.SdJwtVcs;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// <c>relatedResource</c> (VC Data Model 2.0 section 5.3): each resource is named once and pinned by a digest. One that could be had and is another than
/// the issuer meant fails the credential; one that was not to be had does not, because nothing here is read with its help.
/// </summary>
internal static class RelatedResources
{
    public static VerificationCheck? FaultIn(JsonElement resources)
    {
        if (!DataModelRules.IsThere(resources))
            return null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var one in JsonReading.Each(resources))
        {
            if (!UrlText.IsUrl(JsonReading.MemberOf(one, "id"u8)) || !names.Add(JsonReading.TextOf(one, "id"u8)!))
                return Reasons.RelatedResourceMalformed.Because("/relatedResource");
            if (Digests(one) is not { Count: > 0 })
                return Reasons.RelatedResourceUnchecked.Because("/relatedResource");
        }

        return names.Count == 0 ? Reasons.RelatedResourceMalformed.Because("/relatedResource") : null;
    }

    /// <summary>Of resources without a fault: the first that is a context at hand and has another digest; null where there is none.</summary>
    public static VerificationCheck? FaultIn(JsonElement resources, JsonLdContexts contexts)
    {
        foreach (var one in JsonReading.Each(resources))
            if (JsonReading.TextOf(one, "id"u8) is { } id && contexts.FindBytes(id) is { } bytes && !Matches(one, new NamedDocument(bytes)))
                return Reasons.RelatedResourceDiffers.Because(id);
        return null;
    }

    /// <summary>Of resources without a fault: passed where all were looked at and are the right ones, or where there are none.</summary>
    public static VerificationCheck Compare(JsonElement resources, VerificationFacts facts)
    {
        var finding = Reasons.Complete;
        foreach (var one in JsonReading.Each(resources))
        {
            var id = JsonReading.TextOf(one, "id"u8)!;
            if (!facts.Documents.TryGetValue(id, out var gathered) || gathered is not Gathered<NamedDocument>.Found { Value: var document })
                finding = Reasons.CompleteUnseen.Because(id);
            else if (!Matches(one, document))
                return Reasons.RelatedResourceDiffers.Because(id);
        }

        return finding;
    }

    /// <summary>Whether every digest that an object gives is the document's.</summary>
    internal static bool Matches(JsonElement pinned, NamedDocument document)
    {
        foreach (var (digest, isSri) in Digests(pinned) ?? [])
            if (!(isSri ? SubresourceIntegrity.Matches(digest, document.Body.Span) : EvidenceDigest.Matches(digest, document.Body.Span)))
                return false;
        return true;
    }

    /// <summary>Null where one of them is no text.</summary>
    internal static IReadOnlyList<(string Digest, bool IsSri)>? Digests(JsonElement pinned)
    {
        var digests = new List<(string, bool)>();
        foreach (var isSri in (ReadOnlySpan<bool>)[true, false])
        {
            foreach (var digest in JsonReading.Each(JsonReading.MemberOf(pinned, isSri ? "digestSRI"u8 : "digestMultibase"u8)))
            {
                if (JsonReading.Text(digest) is not { Length: > 0 } text)
                    return null;
                digests.Add((text, isSri));
            }
        }

        return digests;
    }
}
