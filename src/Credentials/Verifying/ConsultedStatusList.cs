using System.Security.Cryptography;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>A status list that a check consulted, so that who files the result can show what it rested on.</summary>
/// <param name="Url">Where it is published, as the credential names it.</param>
/// <param name="Sha256">Of the list itself, uncompressed; lower-case hexadecimal digits.</param>
public sealed record ConsultedStatusList(string Url, string Sha256)
{
    /// <summary>The lists among a check's facts that were there and rightly signed: on others nothing can rest. A list of
    /// revoked credentials has no signature.</summary>
    internal static IReadOnlyList<ConsultedStatusList> Of(PresentedCredential credential, VerificationFacts facts)
    {
        var consulted = new List<ConsultedStatusList>();
        foreach (var url in credential.StatusListUrls)
        {
            if (facts.StatusLists.TryGetValue(url, out var gathered) && gathered is Gathered<PublishedStatusList>.Found { Value: { IsProven: true } list })
                consulted.Add(new(url, Digest(list.Bits.Span)));
        }

        foreach (var entry in credential.StatusEntries)
        {
            if (entry.Kind == StatusListKind.RevocationList && facts.Documents.GetValueOrDefault(entry.ListUrl) is Gathered<NamedDocument>.Found { Value: var named })
                consulted.Add(new(entry.ListUrl, Digest(named.Body.Span)));
        }

        if (credential.SdJwtVc?.Status is { } reference && facts.TokenStatusList is Gathered<PublishedTokenStatusList>.Found { Value: { IsProven: true } token })
            consulted.Add(new(reference.Uri, Digest(token.Bytes.Span)));
        return consulted;
    }

    private static string Digest(ReadOnlySpan<byte> list) => Convert.ToHexStringLower(SHA256.HashData(list));
}
