using Credentials.Badges;
using Credentials.Baking;
using Credentials.Pictures;
using Credentials.Verifying;
using Credentials.Web.Languages;
using Credentials.Web.Pages;
using Credentials.Web.Printing;

namespace Credentials.Web.Certificates;

/// <summary>
/// A credential as files that people look at and that verify: the badge as SVG and PNG, the certificate as PDF. Made when asked for, out of what is
/// signed; nothing is kept.
/// </summary>
public sealed class CredentialFiles(IServiceProvider services, PrintPages printer)
{
    // Twice the drawing's size, sharp on every screen.
    private const int PixelsOfPng = 2 * BadgeImage.Side;

    /// <summary>Whether PNG and PDF can be had here.</summary>
    public bool CanPrint => printer.IsPossible;

    /// <summary>The badge image with the credential in it; a problem for a credential of which nothing may be shown.</summary>
    /// <param name="report">What was found of it just now.</param>
    /// <param name="signed">Its bytes.</param>
    /// <param name="badge">The achievement's own picture; null: one is drawn.</param>
    public static Result<byte[]> Svg(VerificationReport report, ReadOnlyMemory<byte> signed, Picture? badge) =>
        Drawn(report).Then(svg => BakedSvg.Bake(badge?.ToSvg(report.Credential!.Title ?? "") ?? System.Text.Encoding.UTF8.GetBytes(svg), signed.Span));

    /// <inheritdoc cref="Svg"/>
    public async Task<Result<byte[]>> PngAsync(VerificationReport report, ReadOnlyMemory<byte> signed, Picture? badge, CancellationToken cancel)
    {
        if (!Drawn(report).TryGet(out var svg, out var problem))
            return problem;
        if (badge is { Kind: PictureKind.Png })
            return BakedPng.Bake(badge.Bytes, signed.Span);
        // What others drew never becomes part of a page of ours.
        var shown = badge is null ? svg : $"<img alt=\"\" src=\"{badge.ToDataUri()}\">";
        var html = $"""
            <!DOCTYPE html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <style>html, body {"{"} margin: 0; background: transparent {"}"} svg, img {"{"} display: block; width: {PixelsOfPng}px; height: {PixelsOfPng}px; object-fit: contain {"}"}</style></head><body>{shown}</body></html>
            """;
        return (await printer.PngAsync(html, PixelsOfPng, cancel)).Then(png => BakedPng.Bake(png, signed.Span));
    }

    /// <summary>The certificate with the credential attached; a problem for a credential of which nothing may be shown.</summary>
    /// <param name="report">What was found of it just now.</param>
    /// <param name="signed">Its bytes.</param>
    /// <param name="pictures">The centre's own.</param>
    /// <param name="chosen">In which language; null: in the credential's own, which is the learner's.</param>
    /// <param name="share">The link that its QR code opens; null: none.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<byte[]>> PdfAsync(
        VerificationReport report, ReadOnlyMemory<byte> signed, CredentialPictures pictures, PageLanguage? chosen, string? share, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (report.Credential is not { } credential)
            return NothingToShow;
        if (!printer.IsPossible)
            return (await printer.PdfAsync("", cancel)).Problem!;
        var language = chosen ?? PageLanguage.Find(credential.Language ?? "") ?? PageLanguage.English;
        var parameters = new Dictionary<string, object> { [nameof(CertificatePage.Report)] = report, [nameof(CertificatePage.Pictures)] = pictures };
        if (share is not null)
            parameters[nameof(CertificatePage.Share)] = share;
        var html = await PageHtml.RenderAsync<CertificatePage>(services, new PageContext(language, IsChosen: false, "/"), parameters);
        return (await printer.PdfAsync(html, cancel)).Then(pdf => BakedPdf.Bake(pdf, signed.Span, credential.Title ?? ""));
    }

    internal static Result<string> Drawn(VerificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Credential is not { } credential ? NothingToShow : BadgeImage.Draw(
            credential.Title ?? "",
            credential.Issuer?.Name ?? credential.Issuer?.ClaimedName,
            [.. credential.Levels.Where(level => level is { Framework: "vks" or "eqf", Level: not null })
                .OrderBy(level => level.Framework == "vks" ? 0 : 1).Select(level => (level.Framework, level.Level!.Value))],
            credential.Language);
    }

    private static Problem NothingToShow { get; } =
        new(ProblemCode.WrongState, "The signature of this credential is not right at this moment, and nothing of it is shown.");
}
