using System.Collections.Frozen;
using Credentials.Keys;
using Credentials.SdJwtVcs;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Gathers what checking a presented credential needs from outside: trust entry, DID document, status lists, what else it names; each found, not found or unreachable.</summary>
public sealed class GatherFacts(
    DidDocuments documents, PublishedStatusLists lists, GatherSdJwtVcFacts sdJwtVcs, NamedDocuments named, ITrustedIssuers trustList,
    IAwardRegister register, TimeProvider time)
{
    private static readonly IReadOnlyDictionary<string, Gathered<PublishedStatusList>> NoLists =
        FrozenDictionary<string, Gathered<PublishedStatusList>>.Empty;

    private static readonly IReadOnlyDictionary<string, Gathered<DidDocument>> NoDocuments = FrozenDictionary<string, Gathered<DidDocument>>.Empty;

    private static readonly Gathered<TrustedIssuer> NoDid = new Gathered<TrustedIssuer>.NotFound("the issuer is not named by a DID");
    private static readonly Gathered<TrustedIssuer> NotAsked = new Gathered<TrustedIssuer>.NotFound("not asked for");
    private static readonly Gathered<RecordedSignatures> NumberHidden =
        new Gathered<RecordedSignatures>.Unreachable("the holder does not show the number under which the register has it");

    private static readonly Gathered<DidDocument> NoHolder = new Gathered<DidDocument>.NotFound("no holder is named by a DID");

    /// <summary>The facts for a credential.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <param name="allowance">Of the presentation that holds it; null for a credential alone.</param>
    public async ValueTask<VerificationFacts> RunAsync(PresentedCredential credential, CancellationToken cancel, FetchAllowance? allowance = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        if (credential.SdJwtVc is { } sdJwtVc)
            return await RunAsync(credential, sdJwtVc, allowance ?? new FetchAllowance(), cancel);
        if (credential.DocumentUrls.Count == 0 && credential.Endorsements.Count == 0)
            return await RunOnSignedAsync(credential, allowance, cancel);
        // What decides comes first, so that it is never what the allowance refuses; endorsements decide nothing.
        allowance ??= new FetchAllowance();
        var facts = await RunOnSignedAsync(credential, allowance, cancel);
        var documentsOfIt = await named.FindAsync(credential.DocumentUrls, allowance, cancel);
        var endorsements = await Task.WhenAll(credential.Endorsements.Select(one => RunOnEndorsementAsync(one, allowance, cancel)));
        return facts with { Documents = documentsOfIt, Endorsements = endorsements, Now = time.GetUtcNow() };
    }

    // An endorsement's own endorsements are nobody's business here.
    private async Task<VerificationFacts> RunOnEndorsementAsync(PresentedCredential endorsement, FetchAllowance allowance, CancellationToken cancel) =>
        endorsement.SdJwtVc is { } sdJwtVc ? await RunAsync(endorsement, sdJwtVc, allowance, cancel)
        : await RunOnSignedAsync(endorsement, allowance, cancel) with { Documents = await named.FindAsync(endorsement.DocumentUrls, allowance, cancel) };

    private async ValueTask<VerificationFacts> RunOnSignedAsync(PresentedCredential credential, FetchAllowance? allowance, CancellationToken cancel)
    {
        // Started before anything is waited for, so that a slow list and a slow document cost the slower of the two.
        var statusLists = FindListsAsync(credential.StatusListUrls, allowance, cancel);
        var trusted = credential.Issuer is { } issuer ? await trustList.FindAsync(issuer, cancel) : NoDid;
        var entry = trusted is Gathered<TrustedIssuer>.Found { Value: var found } ? found : null;
        var further = FindSignersAsync(credential.FurtherSigners, allowance ?? new FetchAllowance(), cancel);
        var document = await IssuerDocuments.FindAsync(documents, credential, entry, cancel, allowance);
        return new VerificationFacts
        {
            IssuerDocument = document,
            FurtherDocuments = await further,
            TrustedIssuer = trusted,
            StatusLists = await statusLists,
            Recorded = entry is not null && NeedsRecord(entry, credential.VerificationMethod) ? await FindRecordAsync(entry, credential, cancel) : null,
            // Asked last: a list that was signed while we waited for it is valid from then on.
            Now = time.GetUtcNow(),
        };
    }

    private async ValueTask<VerificationFacts> RunAsync(
        PresentedCredential credential, SdJwtVc sdJwtVc, FetchAllowance allowance, CancellationToken cancel)
    {
        var trusted = credential.Issuer is { } issuer ? await trustList.FindAsync(issuer, cancel)
            : credential.IssuerAddress is { } address ? await trustList.FindByAddressAsync(address, cancel)
            : NoDid;
        var entry = trusted is Gathered<TrustedIssuer>.Found { Value: var found } ? found : null;
        var facts = await sdJwtVcs.RunAsync(sdJwtVc, entry, allowance, cancel);
        return facts with
        {
            TrustedIssuer = trusted,
            Recorded = entry is not null && NeedsRecord(entry, credential.VerificationMethod) ? await FindRecordAsync(entry, credential, cancel) : null,
            Now = time.GetUtcNow(),
        };
    }

    // A key named by no entry is looked for in the DID document, and may be a compromised one under another id.
    private static bool NeedsRecord(TrustedIssuer centre, string? method)
    {
        if (centre.Register != TrustedIssuer.LocalRegister)
            return false;
        var (isCompromised, isNamed) = (false, false);
        for (var index = 0; index < centre.Keys.Count; index++)
        {
            var isThis = centre.Keys[index].VerificationMethod == method;
            var isBad = centre.Keys[index].CompromisedFrom is not null;
            if (isThis && isBad)
                return true;
            (isCompromised, isNamed) = (isCompromised || isBad, isNamed || isThis);
        }

        return isCompromised && !isNamed;
    }

    // The number under which the register has it may be hidden; then it cannot be asked, which is another truth than its not being there.
    private async ValueTask<Gathered<RecordedSignatures>> FindRecordAsync(TrustedIssuer centre, PresentedCredential credential, CancellationToken cancel) =>
        credential is { SdJwtVc: not null, Id: null } ? NumberHidden
        : credential.Id is { } id && id.StartsWith("urn:uuid:", StringComparison.Ordinal) && Guid.TryParseExact(id.AsSpan(9), "D", out var award)
            ? await register.FindAsync(centre, award, cancel)
            : new Gathered<RecordedSignatures>.Found(RecordedSignatures.None);

    /// <summary>The facts for a presentation's own signature.</summary>
    public async ValueTask<VerificationFacts> RunForHolderAsync(
        PresentedCredential presentation, CancellationToken cancel, FetchAllowance? allowance = null)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        return new VerificationFacts
        {
            IssuerDocument = presentation.Holder is { } holder ? await documents.ResolveAsync(holder, cancel, allowance) : NoHolder,
            FurtherDocuments = await FindSignersAsync(presentation.FurtherSigners, allowance ?? new FetchAllowance(), cancel),
            TrustedIssuer = NotAsked,
            StatusLists = NoLists,
            Now = time.GetUtcNow(),
        };
    }

    private async ValueTask<IReadOnlyDictionary<string, Gathered<DidDocument>>> FindSignersAsync(
        IReadOnlyList<Did> signers, FetchAllowance allowance, CancellationToken cancel)
    {
        if (signers.Count == 0)
            return NoDocuments;
        var all = await Task.WhenAll(signers.Select(signer => documents.ResolveAsync(signer, cancel, allowance).AsTask()));
        return signers.Zip(all).ToFrozenDictionary(pair => pair.First.Value, pair => pair.Second, StringComparer.Ordinal);
    }

    private async ValueTask<IReadOnlyDictionary<string, Gathered<PublishedStatusList>>> FindListsAsync(
        IReadOnlyList<string> urls, FetchAllowance? allowance, CancellationToken cancel)
    {
        if (urls.Count == 0)
            return NoLists;
        var found = new Dictionary<string, Gathered<PublishedStatusList>>(urls.Count, StringComparer.Ordinal);
        if (urls.Count == 1)
        {
            found[urls[0]] = await lists.FindAsync(urls[0], cancel, allowance);
            return found;
        }

        var all = await Task.WhenAll(urls.Select(url => lists.FindAsync(url, cancel, allowance).AsTask()));
        for (var index = 0; index < urls.Count; index++)
            found[urls[index]] = all[index];
        return found;
    }
}
