using System.Net;
using Credentials.PublicVerifier.Gathering;
using Credentials.Web;

namespace Credentials.App.Ports;

/// <summary>DID documents, status lists and metadata of this installation, fetched from the issuer's process instead of through the front door.</summary>
internal sealed class UpstreamDocuments(Upstream upstream, PublicAddress address) : IPublishedDocuments
{
    private const string Accept = "application/vc, application/did+json, application/statuslist+jwt, application/json, image/png, image/svg+xml";

    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<Upstream.Answer, PublishedDocument> _documents = [];

    public async ValueTask<PublishedDocument?> TryReadAsync(Uri asked, CancellationToken cancel)
    {
        var isOurs = asked.IsAbsoluteUri && asked.OriginalString.StartsWith(address.Origin + "/", StringComparison.OrdinalIgnoreCase) && asked.Query.Length == 0
            && asked.AbsolutePath.Split('/') is ["", "centres", _, "did.json"] or ["", "centres", _, "logo"] or ["", "achievements", _, _, "picture"] or ["", "status", _, _] or ["", "types", _]
                or ["", ".well-known", "jwt-vc-issuer", "centres", _];

        // Where it cannot be asked, the document counts as not ours: the verifier then tries the front door, and says so if that is shut too.
        return isOurs && await upstream.GetAsync(asked.AbsolutePath, Accept, cancel) is { Status: HttpStatusCode.OK } answer
            ? _documents.GetValue(answer, static answer => new PublishedDocument(answer.Body, answer.ContentType))
            : null;
    }
}
