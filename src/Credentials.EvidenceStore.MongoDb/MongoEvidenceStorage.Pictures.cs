using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>
/// Pictures of centres, each a document: they have at most 256 KiB, a document 16 MiB. One that was removed stays, empty: the next in its place gets a
/// version that none had.
/// </content>
public sealed partial class MongoEvidenceStorage
{
    public async Task<long> PutPictureAsync(PictureDocument picture, CancellationToken cancel = default)
    {
        var id = IdOfPicture(picture.Centre, picture.Subject);
        while (true)
        {
            var (stored, _) = await _pictures.ChangeAsync(
                id, document =>
                {
                    Put(document, picture, document.Int64("version") + 1);
                    return true;
                }, cancel);
            if (stored is not null)
                return stored.Int64("version");
            if (await _pictures.AddAsync(Put(new BsonDocument("_id", id), picture, 1), cancel))
                return 1;
        }
    }

    public async Task<PictureDocument?> FindPictureAsync(string centre, string subject, CancellationToken cancel = default) =>
        await _pictures.FindAsync(IdOfPicture(centre, subject), cancel) is { } stored && stored.Contains("bytes")
            ? new(centre, subject, stored.Text("mediaType"), stored.Blob("bytes"), stored.Int64("version"))
            : null;

    public async Task<long?> FindPictureVersionAsync(string centre, string subject, CancellationToken cancel = default)
    {
        var found = await _pictures.ListAsync(
            Documents.Where.Eq("_id", IdOfPicture(centre, subject)) & Documents.Where.Exists("bytes"), cancel, limit: 1, only: "{version: 1}");
        return found.FirstOrDefault()?.Int64("version");
    }

    public async Task<bool> RemovePictureAsync(string centre, string subject, CancellationToken cancel = default) =>
        (await _pictures.ChangeAsync(
            IdOfPicture(centre, subject), stored =>
            {
                if (!stored.Contains("bytes"))
                    return false;
                stored.With("bytes", default(ReadOnlyMemory<byte>)).With("version", stored.Int64("version") + 1);
                return true;
            }, cancel)).IsChanged;

    private static BsonDocument IdOfPicture(string centre, string subject) => new BsonDocument().With("centre", centre).With("subject", subject);

    private static BsonDocument Put(BsonDocument stored, PictureDocument picture, long version) =>
        stored.With("mediaType", picture.MediaType).With("bytes", picture.Bytes).With("version", version);
}
