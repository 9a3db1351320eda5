namespace Credentials.EvidenceStore.Storage.Sql;

internal static class ShareRows
{
    private const int IdLength = 16;

    public static void Add(SqlConnection connection, ShareDocument share) =>
        connection.Use("INSERT INTO shares(id, award, version, purpose, expires, is_withdrawn, created_at, documents) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(share.Id).Bind(share.AwardId).Bind(share.Version).Bind(share.SealedPurpose).Bind(share.Expires).Bind(share.IsWithdrawn ? 1 : 0)
            .Bind(share.CreatedAt).Bind(Write(share.Documents)).Send();

    public static ShareDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use("SELECT award, version, purpose, expires, is_withdrawn, created_at, documents FROM shares WHERE id = ?").Bind(id);
        return row.Step()
            ? new(id, row.Id(0), row.Int32(1), row.Blob(2), row.InstantOrNull(3), row.Int32(4) == 1, row.Instant(5)) { Documents = Read(row.Span(6)) }
            : null;
    }

    public static bool Replace(SqlConnection connection, ShareDocument share) =>
        connection.Use("UPDATE shares SET version = ?, purpose = ?, expires = ?, is_withdrawn = ? WHERE id = ? AND version = ?")
            .Bind(share.Version).Bind(share.SealedPurpose).Bind(share.Expires).Bind(share.IsWithdrawn ? 1 : 0).Bind(share.Id).Bind(share.Version - 1)
            .Run() == 1;

    private static byte[] Write(IReadOnlyList<Guid> ids)
    {
        var bytes = new byte[ids.Count * IdLength];
        for (var index = 0; index < ids.Count; index++)
            ids[index].TryWriteBytes(bytes.AsSpan(index * IdLength), bigEndian: true, out _);
        return bytes;
    }

    private static Guid[] Read(ReadOnlySpan<byte> bytes)
    {
        var ids = new Guid[bytes.Length / IdLength];
        for (var index = 0; index < ids.Length; index++)
            ids[index] = new(bytes.Slice(index * IdLength, IdLength), bigEndian: true);
        return ids;
    }
}
