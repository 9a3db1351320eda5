using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Publishing;
using Credentials.Pictures;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Http;

namespace Credentials.IssuerService.Staff.OwnCentre;

/// <summary>What staff do with pictures, with a line in the centre's journal for each change.</summary>
internal sealed class StaffPictures(CentrePictures pictures, StaffActions actions)
{
    /// <summary>So large a form is read at all: a picture that is too large is told so at its field.</summary>
    public const int MostSent = 8 * 1024 * 1024;

    public const string FieldName = "picture";

    public async Task<PictureView> LogoAsync(HttpContext context, string path, CancellationToken cancel)
    {
        var centre = context.Staff().Centre;
        return View(context, "logo", path, PictureEndpoints.PathOfLogo(centre), await pictures.FindVersionAsync(centre, PictureDocument.Logo, cancel));
    }

    public async Task<PictureView> BadgeAsync(HttpContext context, string achievement, string path, CancellationToken cancel)
    {
        var centre = context.Staff().Centre;
        var version = await pictures.FindVersionAsync(centre, PictureDocument.OfAchievement(achievement), cancel);
        return View(context, "badge", path, PictureEndpoints.PathOfBadge(centre, achievement), version);
    }

    /// <summary>Puts up what the form brings; what is in the way where it cannot be.</summary>
    /// <param name="context">After the form was read.</param>
    /// <param name="achievement">Whose badge; null: the logo.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<PictureFault?> SetAsync(HttpContext context, string? achievement, CancellationToken cancel)
    {
        using var sent = new MemoryStream();
        if (context.Request.Form.Files[FieldName] is { } file)
        {
            if (file.Length > Picture.MaxBytes)
                return new(PictureFault.TooLarge);
            await file.CopyToAsync(sent, cancel);
        }
        if (!Picture.TryRead(sent.ToArray(), out var picture, out var fault))
            return fault;
        var member = context.Staff();
        // Nobody who goes away meanwhile leaves the one without the other.
        var version = await pictures.PutAsync(member.Centre, SubjectOf(achievement), picture, CancellationToken.None);
        await NoteAsync(member, achievement, StaffActs.LogoSet, StaffActs.PictureSet, version);
        return null;
    }

    /// <summary>Whoever sends it twice is written down once.</summary>
    public async Task RemoveAsync(HttpContext context, string? achievement)
    {
        var member = context.Staff();
        if (await pictures.RemoveAsync(member.Centre, SubjectOf(achievement), CancellationToken.None))
            await NoteAsync(member, achievement, StaffActs.LogoRemoved, StaffActs.PictureRemoved, version: null);
    }

    private static string SubjectOf(string? achievement) => achievement is null ? PictureDocument.Logo : PictureDocument.OfAchievement(achievement);

    private Task NoteAsync(StaffMember member, string? achievement, string ofLogo, string ofBadge, long? version) => actions.NoteAsync(
        member, achievement is null ? ofLogo : ofBadge, achievement is null ? null : StaffActs.Achievement(achievement),
        version?.ToString(System.Globalization.CultureInfo.InvariantCulture), CancellationToken.None);

    // Another address for each version: a browser keeps what it showed for minutes.
    private static PictureView View(HttpContext context, string what, string path, string address, long? version) => new(
        what, path, version is null ? null : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address}?v={version}"),
        Done: context.Request.Query["picture"].ToString());
}
