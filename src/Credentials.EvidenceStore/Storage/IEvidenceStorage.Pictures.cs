namespace Credentials.EvidenceStore.Storage;

/// <content>Pictures of centres: public, not sealed.</content>
public partial interface IEvidenceStorage
{
    /// <summary>Durable. Puts a picture where one was or none; the version that it got, whatever version it came with.</summary>
    Task<long> PutPictureAsync(PictureDocument picture, CancellationToken cancel = default);

    Task<PictureDocument?> FindPictureAsync(string centre, string subject, CancellationToken cancel = default);

    /// <summary>Without its bytes; null where there is no picture.</summary>
    Task<long?> FindPictureVersionAsync(string centre, string subject, CancellationToken cancel = default);

    /// <summary>Durable. False where there was none.</summary>
    Task<bool> RemovePictureAsync(string centre, string subject, CancellationToken cancel = default);
}
