using Credentials.Issuing;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Verifying;
using Credentials.Web;
using Credentials.Web.Certificates;
using Credentials.Web.Languages;
using Credentials.Web.Pages;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Pages;

/// <summary>The files of a link that are made when they are asked for: the certificate as PDF, the badge as PNG and SVG, each with the credential in it.</summary>
internal sealed class SharedFiles(CredentialFiles files, IVerifyCredentials verify, OwnPictures pictures, PublicAddress address)
{
    private const string Pdf = "credential.pdf";
    private const string Png = "credential.png";
    private const string Svg = "credential.svg";

    public static bool IsMade(string name) => name is Pdf or Png or Svg;

    /// <param name="shared">What the link opened.</param>
    /// <param name="name">Of which <see cref="IsMade"/> is true.</param>
    /// <param name="sharePath">Where the certificate's QR code leads; null: it has none.</param>
    /// <param name="context">The request.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<IResult> MakeAsync(SharedCredential shared, string name, string? sharePath, HttpContext context, CancellationToken cancel)
    {
        SharedLinkAnswers.KeepFromSearchEngines(context.Response);
        if (shared.State != ShareState.Open) return SharedLinkAnswers.NotOpenAnswer(shared, context.Request);
        if (shared.IsSummary || shared.Forms.FirstOrDefault(form => form.Form is CredentialForm.VcJwt or CredentialForm.DataIntegrity) is not { } signed)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        var report = (await verify.RunAsync(signed.Utf8, cancel)).Value;
        var own = await pictures.FindAsync(report.Credential, cancel);
        var made = name switch
        {
            Pdf => await files.PdfAsync(report, signed.Utf8, own, PageLanguage.Chosen(context.Request), sharePath is null ? null : address.At(sharePath), cancel),
            Png => await files.PngAsync(report, signed.Utf8, own.Badge, cancel),
            _ => CredentialFiles.Svg(report, signed.Utf8, own.Badge),
        };
        if (!made.TryGet(out var bytes, out var problem))
            return SharedLinkAnswers.WantsPage(context.Request) ? ErrorPage.Of(ProblemMapping.StatusOf(problem.Code)) : problem.ToResult();
        return new CredentialFile(name, name switch { Pdf => "application/pdf", Png => "image/png", _ => "image/svg+xml" }, signed).ToResult(context.Response, bytes);
    }
}
