using Credentials.Keys;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Decides whether an issuer's DID document is needed at all.</summary>
internal static class IssuerDocuments
{
    private static readonly Gathered<DidDocument> NoDid = new Gathered<DidDocument>.Unreachable("the issuer is not named by a DID");
    private static readonly Gathered<DidDocument> NotNeeded = new Gathered<DidDocument>.Unreachable("not asked for: the trust list knows the key");

    public static ValueTask<Gathered<DidDocument>> FindAsync(
        DidDocuments documents, PresentedCredential presented, TrustedIssuer? trusted, CancellationToken cancel,
        FetchAllowance? allowance = null)
    {
        if (presented.Issuer is not { } issuer)
            return ValueTask.FromResult(NoDid);
        // The key history goes before the document, so a key that it knows needs no fetch, and no server that still runs in forty years.
        if (trusted is not null)
            for (var index = 0; index < trusted.Keys.Count; index++)
                if (trusted.Keys[index].VerificationMethod == presented.VerificationMethod)
                    return ValueTask.FromResult(NotNeeded);
        return documents.ResolveAsync(issuer, cancel, allowance);
    }
}
