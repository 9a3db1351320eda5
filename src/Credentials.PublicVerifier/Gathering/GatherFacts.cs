using System.Collections.Frozen;
using Credentials.Keys;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Gathers what checking a presented credential needs from outside: trust entry, DID document, status lists; each found, not found or unreachable.</summary>
public sealed class GatherFacts(DidDocuments documents, PublishedStatusLists lists, ITrustedIssuers trustList, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, Gathered<PublishedStatusList>> NoLists =
        FrozenDictionary<string, Gathered<PublishedStatusList>>.Empty;

    private static readonly Gathered<TrustedIssuer> NoDid = new Gathered<TrustedIssuer>.NotFound("the issuer is not named by a DID");
    private static readonly Gathered<TrustedIssuer> NotAsked = new Gathered<TrustedIssuer>.NotFound("not asked for");
    private static readonly Gathered<DidDocument> NoHolder = new Gathered<DidDocument>.NotFound("no holder is named by a DID");

    /// <summary>The facts for a credential.</summary>
    public async ValueTask<VerificationFacts> RunAsync(PresentedCredential credential, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(credential);
        // Started before anything is waited for, so that a slow list and a slow document cost the slower of the two.
        var statusLists = FindListsAsync(credential.StatusListUrls, cancel);
        var trusted = credential.Issuer is { } issuer ? await trustList.FindAsync(issuer, cancel) : NoDid;
        var entry = trusted is Gathered<TrustedIssuer>.Found { Value: var found } ? found : null;
        var document = await IssuerDocuments.FindAsync(documents, credential, entry, cancel);
        return new VerificationFacts
        {
            Now = time.GetUtcNow(),
            IssuerDocument = document,
            TrustedIssuer = trusted,
            StatusLists = await statusLists,
        };
    }

    /// <summary>The facts for a presentation's own signature.</summary>
    public async ValueTask<VerificationFacts> RunForHolderAsync(PresentedCredential presentation, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        return new VerificationFacts
        {
            Now = time.GetUtcNow(),
            IssuerDocument = presentation.Holder is { } holder ? await documents.ResolveAsync(holder, cancel) : NoHolder,
            TrustedIssuer = NotAsked,
            StatusLists = NoLists,
        };
    }

    private async ValueTask<IReadOnlyDictionary<string, Gathered<PublishedStatusList>>> FindListsAsync(
        IReadOnlyList<string> urls, CancellationToken cancel)
    {
        if (urls.Count == 0)
            return NoLists;
        var found = new Dictionary<string, Gathered<PublishedStatusList>>(urls.Count, StringComparer.Ordinal);
        if (urls.Count == 1)
        {
            found[urls[0]] = await lists.FindAsync(urls[0], cancel);
            return found;
        }

        var all = await Task.WhenAll(urls.Select(url => lists.FindAsync(url, cancel).AsTask()));
        for (var index = 0; index < urls.Count; index++)
            found[urls[index]] = all[index];
        return found;
    }
}
