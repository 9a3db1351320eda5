using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The pictures of centres as anyone may fetch them. A new one is seen at once; only its version is read each time.</summary>
public sealed class PicturePublisher(CentrePictures pictures, IOptions<IssuerServiceOptions> options)
{
    private const int MostKept = 64;

    private readonly ConcurrentDictionary<(string Centre, string Subject), (long Version, PublishedFile File)> _kept = new();

    /// <summary>Null where the centre has none.</summary>
    public Task<PublishedFile?> FindLogoAsync(string slug, CancellationToken cancel) => FindAsync(slug, PictureDocument.Logo, cancel);

    /// <summary>The achievement's own badge; null where it has none and is drawn.</summary>
    public Task<PublishedFile?> FindBadgeAsync(string slug, string achievement, CancellationToken cancel) =>
        FindAsync(slug, PictureDocument.OfAchievement(achievement), cancel);

    private async Task<PublishedFile?> FindAsync(string slug, string subject, CancellationToken cancel)
    {
        if (await pictures.FindVersionAsync(slug, subject, cancel) is not { } version)
            return null;
        if (_kept.TryGetValue((slug, subject), out var kept) && kept.Version == version)
            return kept.File;
        if (await pictures.FindAsync(slug, subject, cancel) is not { } picture)
            return null;
        var file = new PublishedFile(picture.Bytes, picture.MediaType, options.Value.DocumentMaxAge) { IsForeign = true };
        if (_kept.Count >= MostKept)
            _kept.Clear();
        _kept[(slug, subject)] = (version, file);
        return file;
    }
}
