using System.Collections.Frozen;
using Credentials.Keys;
using Credentials.SdJwtVcs;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Gathers what checking an SD-JWT VC needs beside the trust list: its issuer's keys, its status list, the description of its type.</summary>
public sealed class GatherSdJwtVcFacts(IssuerKeys keys, TokenStatusLists lists, TypeDescriptions types, TimeProvider time)
{
    private static readonly Gathered<DidDocument> ByKeys = new Gathered<DidDocument>.Unreachable("see the issuer's keys");
    private static readonly Gathered<TrustedIssuer> NotAsked = new Gathered<TrustedIssuer>.NotFound("not asked for");

    public async ValueTask<VerificationFacts> RunAsync(SdJwtVc credential, TrustedIssuer? trusted, FetchAllowance allowance, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(credential);
        // Started before anything is waited for, so that slow addresses cost the slowest of them.
        var list = credential.Status is { } status ? lists.FindAsync(status.Uri, credential.Issuer, trusted, allowance, cancel).AsTask() : null;
        var type = types.FindAsync(credential, allowance, cancel).AsTask();
        var issuerKeys = await keys.FindAsync(credential.Issuer, credential.SdJwt.Jws, trusted, allowance, cancel);
        return new VerificationFacts
        {
            Now = time.GetUtcNow(),
            IssuerDocument = ByKeys,
            TrustedIssuer = NotAsked,
            StatusLists = FrozenDictionary<string, Gathered<PublishedStatusList>>.Empty,
            IssuerKeys = issuerKeys,
            TokenStatusList = list is null ? null : await list,
            Type = await type,
        };
    }
}
