using Credentials.Issuing;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Pages;

/// <summary>A signed credential as a file to keep.</summary>
/// <param name="Name">Last segment of its address.</param>
internal sealed record CredentialFile(string Name, string ContentType, SignedCredential Credential)
{
    public static IEnumerable<CredentialFile> Of(IEnumerable<SignedCredential> forms) => forms.Select(form => form.Form switch
    {
        CredentialForm.VcJwt => new CredentialFile("credential.jwt", "application/vc+jwt", form),
        CredentialForm.DataIntegrity => new CredentialFile("credential.json", "application/vc", form),
        _ => null,
    }).OfType<CredentialFile>();

    /// <summary>As a file that was made of it, to be saved.</summary>
    public IResult ToResult(HttpResponse response, byte[] made)
    {
        response.Headers.CacheControl = "no-store";
        return Results.Bytes(made, ContentType, SavedAs);
    }

    /// <param name="asAttachment">Whether browsers are to save it.</param>
    public IResult ToResult(HttpResponse response, bool asAttachment)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        return Results.Bytes(Credential.Utf8, ContentType, asAttachment ? SavedAs : null);
    }

    // The id's beginning tells two files apart in a downloads folder; a name or a title would have to be checked first.
    private string SavedAs => $"credential-{Credential.Id.ToString()[..8]}{Path.GetExtension(Name)}";
}
