using Credentials.Keys;
using Credentials.SdJwtVcs;
using Credentials.Signing;

namespace Credentials.Verifying.Checks;

/// <summary>
/// Whether the key of an SD-JWT VC, or of a status list token, was the issuer's when it signed. As elsewhere the trust list's key history is asked first;
/// then what <c>iss</c> leads to: the issuer's metadata, its DID document, or its certificate.
/// </summary>
internal static class SdJwtVcKeyCheck
{
    /// <param name="issuer">Who must have signed; null where only a certificate says so.</param>
    /// <param name="signedAt">As the signed bytes say; null where they do not.</param>
    /// <param name="key">The key to check the signature with, also where it might not be used any more; null when it is not to be had.</param>
    public static VerificationCheck Run(
        string? issuer, CompactJws jws, DateTimeOffset? signedAt, IssuerKeyFacts facts, TrustedIssuer? trusted, DateTimeOffset now, out PublicKey? key)
    {
        key = null;
        if (trusted is not null && jws.KeyId is { } named && IssuerKeyCheck.InHistory(trusted.Keys, named, signedAt) is { } period)
        {
            key = period.Key;
            return IssuerKeyCheck.Judge(period, signedAt, now, Reasons.KeyInHistory);
        }

        if (Did.TryParse(issuer, out var did) && !jws.Header.TryGetProperty("x5c"u8, out _))
            return IssuerKeyCheck.Run(did, MethodOf(did, jws, facts.Document), signedAt, facts.Document, trusted, now, out key);
        if (!IssuerKeySource.Of(issuer, jws, acceptHttp: true).TryGet(out var source, out var problem))
            return (problem.Code == ProblemCode.InvalidKey && jws.Header.TryGetProperty("x5c"u8, out _) ? Reasons.CertificateRefused : Reasons.KeySourceUnknown)
                .Because(problem.Detail);
        var found = source is IssuerKeySource.Certificates { Chain: var chain }
            ? ByCertificate(jws, chain, issuer, facts, now, out key)
            : ByMetadata(jws, facts.Published, out key);
        if (key is null)
            return found;
        if (trusted is not null && IssuerKeyCheck.SameKeyInHistory(trusted.Keys, key) is { } other)
            return IssuerKeyCheck.Judge(other, signedAt, now, Reasons.KeyInHistory);
        // A certificate may name a host on which there are many issuers; whose keys are known needs none to name them.
        if (trusted is { Keys.Count: > 0 } && found.Reason == Reasons.KeyCertified.Reason)
            return Reasons.CertificateRefused.Because("the trust list knows the issuer's keys, and this is none of them");
        return IssuerKeyCheck.Future(signedAt, now) ?? found;
    }

    // A DID that is its own key needs no kid.
    private static string? MethodOf(Did issuer, CompactJws jws, Gathered<DidDocument> document) => jws.KeyId switch
    {
        { } keyId => keyId.StartsWith('#') ? issuer.Value + keyId : keyId,
        null => issuer.Method is "key" or "jwk" && document is Gathered<DidDocument>.Found { Value.AssertionMethod: [var only] } ? only.Id : null,
    };

    private static VerificationCheck ByCertificate(
        CompactJws jws, CertificateChain chain, string? issuer, IssuerKeyFacts facts, DateTimeOffset now, out PublicKey? key)
    {
        if (chain.Validate(facts.TrustAnchors, issuer, now).TryGet(out key, out var problem))
            return Reasons.KeyCertified;
        // An authority that is not known here says nothing for or against what the issuer publishes at its own address.
        if (problem.Code == ProblemCode.NotFound && ByMetadata(jws, facts.Published, out key) is { Outcome: CheckOutcome.Passed } published)
            return published;
        return (problem.Code == ProblemCode.NotFound ? Reasons.CertificateUnknown : Reasons.CertificateRefused).Because(problem.Detail);
    }

    private static VerificationCheck ByMetadata(CompactJws jws, Gathered<PublishedIssuerKeys> published, out PublicKey? key)
    {
        key = null;
        switch (published)
        {
            case Gathered<PublishedIssuerKeys>.Found { Value: var answer }:
                if (answer.Fault is { } fault)
                    return fault;
                return answer.Keys.Find(jws.KeyId, jws.Algorithm).TryGet(out key, out var problem)
                    ? Reasons.KeyPublished
                    : Reasons.KeyNotPublished.Because(problem.Detail);
            case Gathered<PublishedIssuerKeys>.NotFound missing:
                return Reasons.MetadataUnreachable.Because(missing.Reason);
            case Gathered<PublishedIssuerKeys>.Unreachable unreachable:
                return Reasons.MetadataUnreachable.Because(unreachable.Reason);
            default:
                return Reasons.MetadataUnreachable;
        }
    }
}
