using System.Buffers.Binary;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>One row for each link that was ever opened, written over: it never grows.</summary>
internal static class ShareOpeningRows
{
    private const int MinuteLength = 4;

    /// <summary>Adds to what is there. Not behind the back of an erasure, which removes the row, and not for a link that another took the place of.</summary>
    public static void Add(SqlConnection connection, ShareOpeningsDocument openings)
    {
        if (AwardRows.FindIssued(connection, openings.AwardId) is not { SealedRequest.IsEmpty: false } award
            || LearnerRows.FindAndHold(connection, award.LearnerId) is not { State: LearnerState.Present })
        {
            return;
        }
        connection.Use("INSERT INTO share_openings(link, award, version, opened, latest) VALUES(?, ?, ?, 0, ?) ON CONFLICT DO NOTHING")
            .Bind(openings.Link).Bind(openings.AwardId).Bind(openings.Version).Bind(ReadOnlyMemory<byte>.Empty).Send();
        // Holds the row: another process adds to what this one wrote.
        connection.Use("UPDATE share_openings SET opened = opened WHERE link = ?").Bind(openings.Link).Send();
        if (Find(connection, openings.Link) is not { } stored || stored.Version > openings.Version)
            return;
        var (count, latest) = stored.Version < openings.Version ? (0, []) : (stored.Count, stored.Latest);
        connection.Use("UPDATE share_openings SET version = ?, opened = ?, latest = ? WHERE link = ?")
            .Bind(openings.Version).Bind(count + openings.Count).Bind(Write(latest.Concat(openings.Latest))).Bind(openings.Link).Send();
    }

    public static IReadOnlyList<ShareOpeningsDocument> ListOfAward(SqlConnection connection, Guid award)
    {
        using var row = connection.Use("SELECT link, award, version, opened, latest FROM share_openings WHERE award = ?").Bind(award);
        var found = new List<ShareOpeningsDocument>();
        while (row.Step())
            found.Add(Read(row));
        return found;
    }

    public static void EraseOfAward(SqlConnection connection, Guid award) =>
        connection.Use("DELETE FROM share_openings WHERE award = ?").Bind(award).Send();

    private static ShareOpeningsDocument? Find(SqlConnection connection, Guid link)
    {
        using var row = connection.Use("SELECT link, award, version, opened, latest FROM share_openings WHERE link = ?").Bind(link);
        return row.Step() ? Read(row) : null;
    }

    private static ShareOpeningsDocument Read(SqlStatement row) => new(row.Id(0), row.Id(1), row.Int32(2), row.Int64(3), Read(row.Span(4)));

    private static byte[] Write(IEnumerable<DateTimeOffset> moments)
    {
        var minutes = moments.Select(at => (uint)(at.ToUnixTimeSeconds() / 60)).OrderDescending().Take(ShareOpeningsDocument.MostLatest).ToArray();
        var bytes = new byte[minutes.Length * MinuteLength];
        for (var index = 0; index < minutes.Length; index++)
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(index * MinuteLength), minutes[index]);
        return bytes;
    }

    private static DateTimeOffset[] Read(ReadOnlySpan<byte> bytes)
    {
        var moments = new DateTimeOffset[bytes.Length / MinuteLength];
        for (var index = 0; index < moments.Length; index++)
            moments[index] = DateTimeOffset.FromUnixTimeSeconds(60L * BinaryPrimitives.ReadUInt32BigEndian(bytes.Slice(index * MinuteLength, MinuteLength)));
        return moments;
    }
}
