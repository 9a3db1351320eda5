using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.SigningKeys;
using Credentials.IssuerService.Wallets;
using Credentials.Keys;
using Credentials.Verifying;
using Credentials.Web;

namespace Credentials.IssuerService.Publishing;

/// <summary>What this installation tells verifiers about its centres: key history first, DID document second.</summary>
public sealed class TrustList(Centres centres, PublicAddress address)
{
    /// <summary>The entry of one of our centres, by its DID; null for any other.</summary>
    public async ValueTask<TrustedIssuer?> FindAsync(Did issuer, CancellationToken cancel = default)
    {
        var slug = issuer.Value[(issuer.Value.LastIndexOf(':') + 1)..];
        return await centres.FindAsync(slug, cancel) is { } centre && CentreDid.Of(address, slug) == issuer ? EntryOf(address, centre) : null;
    }

    /// <summary>The entry of one of our centres, by the <c>iss</c> of its SD-JWT VCs, character for character; null for any other.</summary>
    public async ValueTask<TrustedIssuer?> FindByAddressAsync(string issuer, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        var prefix = address.At("/centres/");
        return issuer.StartsWith(prefix, StringComparison.Ordinal) && await centres.FindAsync(issuer[prefix.Length..], cancel) is { } centre
            && EntryOf(address, centre) is var entry && entry.Address == issuer ? entry : null;
    }

    public async Task<IReadOnlyList<TrustedIssuer>> ListAsync(CancellationToken cancel = default) =>
        [.. (await centres.ListAsync(cancel)).Select(centre => EntryOf(address, centre))];

    public static TrustedIssuer EntryOf(PublicAddress address, RegisteredCentre centre)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(centre);
        return new(CentreDid.Of(address, centre.Centre.Slug), centre.Centre, centre.Keys) { Address = WalletAddresses.IssuerOf(address, centre.Centre.Slug) };
    }

    /// <summary>Every key the centre ever had: retired ones stay, so that what they signed can be checked for as long as it lives.</summary>
    public static DidDocument DocumentOf(Did did, RegisteredCentre centre) =>
        new(did, [.. centre.Keys.Select(key => new VerificationMethod(key.VerificationMethod, did.Value, key.Key))], []);
}
