using Credentials.Issuing;
using Credentials.Web;

namespace Credentials.IssuerService.Publishing;

/// <summary>What this installation publishes, found by address without HTTP: the short-cut by which our own verifier sees a revocation at
/// once.</summary>
public sealed class PublishedDocuments(
    DidDocumentPublisher documents, StatusListPublisher lists, IssuerMetadataPublisher metadata, TypePublisher types, PicturePublisher pictures, PublicAddress address)
{
    /// <summary>
    /// Null when the address is not one of ours, or what stands there cannot be had now: asked through the front door, that then says so.
    /// The body is the same instance as long as nothing changed.
    /// </summary>
    public async ValueTask<(ReadOnlyMemory<byte> Body, string ContentType)?> TryReadAsync(Uri address, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        return await FindAsync(address, cancel) is { } file ? (file.Body, file.ContentType) : null;
    }

    private async ValueTask<PublishedFile?> FindAsync(Uri asked, CancellationToken cancel)
    {
        // Only the exact spelling that stands in credentials is ours; anything else is a stranger's address.
        var isOurs = asked.IsAbsoluteUri && asked.Query.Length == 0
            && asked.OriginalString.StartsWith(address.Origin + "/", StringComparison.OrdinalIgnoreCase);
        if (!isOurs)
            return null;
        return asked.AbsolutePath.Split('/') switch
        {
            ["", "centres", var slug, "did.json"] => await documents.FindAsync(slug, cancel),
            ["", ".well-known", "jwt-vc-issuer", "centres", var slug] => await metadata.FindAsync(slug, cancel),
            ["", "types", var name] => types.Find(name),
            ["", "centres", var slug, "logo"] => await pictures.FindLogoAsync(slug, cancel),
            ["", "achievements", var slug, var id, "picture"] => await pictures.FindBadgeAsync(slug, id, cancel),
            // One that cannot be signed now is left to the front door, whose refusal then stands in the report: no check fails because of it.
            ["", "status", var list, var purpose] =>
                (await lists.FindAsync(list, purpose, CredentialForm.DataIntegrity, cancel)).TryGet(out var file, out _) ? file : null,
            _ => null,
        };
    }
}
