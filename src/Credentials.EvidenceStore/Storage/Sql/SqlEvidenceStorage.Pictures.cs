namespace Credentials.EvidenceStore.Storage.Sql;

/// <content>Pictures of centres.</content>
public sealed partial class SqlEvidenceStorage
{
    public Task<long> PutPictureAsync(PictureDocument picture, CancellationToken cancel) =>
        WriteDurably(connection => PictureRows.Put(connection, picture), cancel);

    public Task<PictureDocument?> FindPictureAsync(string centre, string subject, CancellationToken cancel) =>
        Read(connection => PictureRows.Find(connection, centre, subject), cancel);

    public Task<long?> FindPictureVersionAsync(string centre, string subject, CancellationToken cancel) =>
        Read(connection => PictureRows.FindVersion(connection, centre, subject), cancel);

    public Task<bool> RemovePictureAsync(string centre, string subject, CancellationToken cancel) =>
        WriteDurably(connection => PictureRows.Remove(connection, centre, subject), cancel);
}
