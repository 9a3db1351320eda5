namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>One row for each place of a picture. It stays, empty, where the picture was removed: the next one gets a version that none had.</summary>
internal static class PictureRows
{
    public static long Put(SqlConnection connection, PictureDocument picture)
    {
        connection.Use("""
            INSERT INTO pictures(centre, subject, media_type, bytes, version) VALUES(?, ?, ?, ?, 1)
            ON CONFLICT(centre, subject) DO UPDATE SET media_type = excluded.media_type, bytes = excluded.bytes, version = pictures.version + 1
            """).Bind(picture.Centre).Bind(picture.Subject).Bind(picture.MediaType).Bind(picture.Bytes).Send();
        return FindVersion(connection, picture.Centre, picture.Subject)!.Value;
    }

    public static PictureDocument? Find(SqlConnection connection, string centre, string subject)
    {
        using var row = connection.Use("SELECT media_type, bytes, version FROM pictures WHERE centre = ? AND subject = ? AND length(bytes) > 0")
            .Bind(centre).Bind(subject);
        return row.Step() ? new(centre, subject, row.Text(0), row.Blob(1), row.Int64(2)) : null;
    }

    public static long? FindVersion(SqlConnection connection, string centre, string subject)
    {
        using var row = connection.Use("SELECT version FROM pictures WHERE centre = ? AND subject = ? AND length(bytes) > 0").Bind(centre).Bind(subject);
        return row.Step() ? row.Int64(0) : null;
    }

    public static bool Remove(SqlConnection connection, string centre, string subject) => connection
        .Use("UPDATE pictures SET bytes = ?, version = version + 1 WHERE centre = ? AND subject = ? AND length(bytes) > 0")
        .Bind(ReadOnlyMemory<byte>.Empty).Bind(centre).Bind(subject).Run() == 1;
}
