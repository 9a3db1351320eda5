using Credentials.IssuerService.Publishing;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>What the issuer in this process publishes, without a detour over HTTP: a revocation is seen by the very next check.</summary>
internal sealed class LocalPublishedDocuments(PublishedDocuments documents) : IPublishedDocuments
{
    public async ValueTask<PublishedDocument?> TryReadAsync(Uri address, CancellationToken cancel) =>
        await documents.TryReadAsync(address, cancel) is var (body, contentType) ? new PublishedDocument(body, contentType) : null;
}
