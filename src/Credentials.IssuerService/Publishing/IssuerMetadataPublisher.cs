using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.Wallets;
using Credentials.SdJwtVcs;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>
/// JWT VC Issuer Metadata of centres: retired keys too, so that what was signed with them stays checkable; none that was compromised, because who reads
/// this knows no key history, and a thief dates what he signs as he likes.
/// </summary>
public sealed class IssuerMetadataPublisher(IssuingCentres centres, WalletAddresses addresses, IOptions<IssuerServiceOptions> options)
{
    /// <summary>Null where there is no such centre.</summary>
    public async ValueTask<PublishedFile?> FindAsync(string slug, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(slug, cancel) is not { } centre)
            return null;
        var keys = centre.Registered.Keys.Where(key => key.CompromisedFrom is null).Select(key => new IssuerKey(key.VerificationMethod, key.Key)).ToArray();
        var metadata = JwtVcIssuerMetadata.Of(addresses.Issuer(slug), new(keys));
        return new PublishedFile(WalletMetadata.Written(metadata.Write), "application/json", options.Value.DocumentMaxAge);
    }
}
