using Credentials.Keys;
using Credentials.Pictures;
using Credentials.Verifying;
using Credentials.Web;
using Credentials.Web.Certificates;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// The pictures of a centre that is in this installation's own register, read from what the installation publishes. Nobody else's is ever asked for, so that
/// no page makes a browser ask another address.
/// </summary>
internal sealed class OwnPictures(IPublishedDocuments published, PublicAddress address)
{
    /// <summary>Where its logo is shown from, under this address; null where there is none to show.</summary>
    public async ValueTask<string?> FindLogoPathAsync(ReportedIssuer? issuer, CancellationToken cancel) =>
        SlugOf(issuer) is { } slug && PathOfLogo(slug) is var path && await FindAsync(path, cancel) is not null ? path : null;

    /// <summary>What belongs on the files of a credential.</summary>
    public async ValueTask<CredentialPictures> FindAsync(ReportedCredential? credential, CancellationToken cancel)
    {
        if (SlugOf(credential?.Issuer) is not { } slug)
            return CredentialPictures.None;
        var start = address.At($"/achievements/{slug}/");
        var badge = credential!.AchievementUrl is { } url && url.StartsWith(start, StringComparison.Ordinal) && url[start.Length..].Split('/') is [var id, _]
            ? await FindAsync($"/achievements/{slug}/{id}/picture", cancel)
            : null;
        return new(await FindAsync(PathOfLogo(slug), cancel), badge);
    }

    private static string PathOfLogo(string slug) => $"/centres/{slug}/logo";

    private string? SlugOf(ReportedIssuer? issuer)
    {
        if (issuer is not { Did: { } did, Name: not null, Register: TrustedIssuer.LocalRegister })
            return null;
        var slug = did[(did.LastIndexOf(':') + 1)..];
        return DidWeb.Build(address.Url, "centres/" + slug).Value == did ? slug : null;
    }

    private async ValueTask<Picture?> FindAsync(string path, CancellationToken cancel) =>
        Uri.TryCreate(address.At(path), UriKind.Absolute, out var asked) && await published.TryReadAsync(asked, cancel) is { } document
        && Picture.TryRead(document.Body, out var picture, out _) ? picture : null;
}
