using Credentials.EvidenceStore.Storage;
using Credentials.Pictures;

namespace Credentials.EvidenceStore.Recording;

/// <summary>The pictures of centres: a logo each, and an own badge for each achievement that has one, in whichever version.</summary>
public sealed class CentrePictures
{
    private readonly IEvidenceStorage _storage;

    internal CentrePictures(IEvidenceStorage storage) => _storage = storage;

    /// <summary>Durable. Puts it where a picture was or none.</summary>
    /// <param name="centre">Whose.</param>
    /// <param name="subject">As in <see cref="PictureDocument"/>.</param>
    /// <param name="picture">Which was read strictly.</param>
    /// <param name="cancel">Gives up waiting.</param>
    /// <returns>Its version: 1 where there never was one.</returns>
    public Task<long> PutAsync(string centre, string subject, Picture picture, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return _storage.PutPictureAsync(new(centre, subject, picture.MediaType, picture.Bytes, 0), cancel);
    }

    /// <summary>Null where there is none.</summary>
    public async Task<Picture?> FindAsync(string centre, string subject, CancellationToken cancel = default) =>
        await _storage.FindPictureAsync(centre, subject, cancel) is not { } document ? null
        // By the rules of today, whichever held when it came.
        : Picture.TryRead(document.Bytes, out var picture, out _) ? picture : null;

    /// <summary>Null where there is no picture; another for each that takes the place of one.</summary>
    public Task<long?> FindVersionAsync(string centre, string subject, CancellationToken cancel = default) =>
        _storage.FindPictureVersionAsync(centre, subject, cancel);

    /// <summary>Durable. False where there was none.</summary>
    public Task<bool> RemoveAsync(string centre, string subject, CancellationToken cancel = default) => _storage.RemovePictureAsync(centre, subject, cancel);
}
