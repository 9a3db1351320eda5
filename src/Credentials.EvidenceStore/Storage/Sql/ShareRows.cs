namespace Credentials.EvidenceStore.Storage.Sql;

internal static class ShareRows
{
    private const int IdLength = 16;
    private const string Columns = "id, award, version, purpose, expires, is_withdrawn, created_at, documents, shows";
    private const string IsOpen = "is_withdrawn = 0 AND (expires IS NULL OR expires > ?)";

    /// <summary>False, and nothing is added, where so many are open.</summary>
    public static bool Add(SqlConnection connection, ShareDocument share, int? mostOpen)
    {
        if (mostOpen is { } most)
        {
            AwardRows.Touch(connection, share.AwardId);
            if (CountOpen(connection, share.AwardId, share.CreatedAt) >= most)
                return false;
        }
        connection.Use($"INSERT INTO shares({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(share.Id).Bind(share.AwardId).Bind(share.Version).Bind(share.SealedPurpose).Bind(share.Expires).Bind(share.IsWithdrawn ? 1 : 0)
            .Bind(share.CreatedAt).Bind(Write(share.Documents)).Bind((long)share.Shows).Send();
        return true;
    }

    public static ShareDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use($"SELECT {Columns} FROM shares WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    /// <summary>What is open comes first: it must not disappear behind what has ended.</summary>
    public static IReadOnlyList<ShareDocument> ListOfAward(SqlConnection connection, Guid award, DateTimeOffset now, int limit)
    {
        using var row = connection
            .Use($"SELECT {Columns} FROM shares WHERE award = ? ORDER BY CASE WHEN {IsOpen} THEN 0 ELSE 1 END, id DESC LIMIT ?")
            .Bind(award).Bind(now).Bind(limit);
        var shares = new List<ShareDocument>();
        while (row.Step())
            shares.Add(Read(row));
        return shares;
    }

    public static bool Replace(SqlConnection connection, ShareDocument share) =>
        connection.Use("UPDATE shares SET version = ?, purpose = ?, expires = ?, is_withdrawn = ? WHERE id = ? AND version = ?")
            .Bind(share.Version).Bind(share.SealedPurpose).Bind(share.Expires).Bind(share.IsWithdrawn ? 1 : 0).Bind(share.Id).Bind(share.Version - 1)
            .Run() == 1;

    private static long CountOpen(SqlConnection connection, Guid award, DateTimeOffset now)
    {
        using var row = connection.Use($"SELECT count(*) FROM shares WHERE award = ? AND {IsOpen}").Bind(award).Bind(now);
        return row.Step() ? row.Int64(0) : 0;
    }

    private static ShareDocument Read(SqlStatement row) =>
        new(row.Id(0), row.Id(1), row.Int32(2), row.Blob(3), row.InstantOrNull(4), row.Int32(5) == 1, row.Instant(6))
        {
            Documents = Read(row.Span(7)),
            Shows = (ShareExtent)row.Int32(8),
        };

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
