using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.Wallets;
using Credentials.SdJwtVcs;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>JWT VC Issuer Metadata of centres: every key that one ever had, as in its DID document, so that what a retired one signed stays checkable.</summary>
public sealed class IssuerMetadataPublisher(IssuingCentres centres, WalletAddresses addresses, IOptions<IssuerServiceOptions> options)
{
    /// <summary>Null where there is no such centre.</summary>
    public async ValueTask<PublishedFile?> FindAsync(string slug, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(slug, cancel) is not { } centre)
            return null;
        var keys = centre.Document.AssertionMethod.Select(method => new IssuerKey(method.Id, method.Key)).ToArray();
        var metadata = JwtVcIssuerMetadata.Of(addresses.Issuer(slug), new(keys));
        return new PublishedFile(WalletMetadata.Written(metadata.Write), "application/json", options.Value.DocumentMaxAge);
    }
}
