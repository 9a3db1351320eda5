using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.Publishing;
using Credentials.Issuing;
using Credentials.Web.Certificates;

namespace Credentials.IssuerService.Awarding;

/// <summary>A credential as a file to look at with the VC-JWT in it: certificate or badge, made anew each time.</summary>
public sealed class MakeCredentialFile(
    ConsultAwards awards, IssueForm issue, IssuingCentres centres, SelfCheck check, CredentialFiles files, CentrePictures pictures, AwardLinks links)
{
    /// <param name="centre">Whose credential.</param>
    /// <param name="id">Which.</param>
    /// <param name="mediaType"><see cref="MediaTypes.Pdf"/>, <see cref="MediaTypes.Svg"/> or <see cref="MediaTypes.Png"/>.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async Task<Result<byte[]>> RunAsync(string centre, Guid id, string mediaType, CancellationToken cancel)
    {
        if (!(await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out var problem)
            || !(await issue.RunAsync(centre, id, CredentialForm.VcJwt, cancel)).TryGet(out var signed, out problem))
            return problem;
        if (await centres.FindAsync(centre, cancel) is not { } issuing)
            return new Problem(ProblemCode.NotFound, "there is no such centre");
        if (!SelfCheck.Read(signed).TryGet(out var presented, out problem))
            return problem;
        var report = await check.ReportAsync(presented, issuing, award.Document.Status == AwardStatus.Active, cancel);
        var badge = await pictures.FindAsync(centre, PictureDocument.OfAchievement(award.Document.AchievementId), cancel);
        return mediaType switch
        {
            MediaTypes.Pdf => await files.PdfAsync(
                report, signed.Utf8, new(await pictures.FindAsync(centre, PictureDocument.Logo, cancel), badge), chosen: null, links.Share(award.Document), cancel),
            MediaTypes.Png => await files.PngAsync(report, signed.Utf8, badge, cancel),
            MediaTypes.Svg => CredentialFiles.Svg(report, signed.Utf8, badge),
            _ => throw new ArgumentOutOfRangeException(nameof(mediaType), mediaType, "no file of this kind is made"),
        };
    }
}
