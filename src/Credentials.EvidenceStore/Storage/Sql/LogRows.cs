using Credentials.EvidenceStore.Recording;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>The Merkle log: its head, its entries, and the tiles of its tree.</summary>
internal static class LogRows
{
    /// <summary>Finds an event's record by the ids that both tables of documents are indexed by.</summary>
    public const string JoinRecords = """
        LEFT JOIN awards a ON a.id = e.record LEFT JOIN proofs p ON p.id = e.record LEFT JOIN records r ON r.number = COALESCE(a.number, p.number)
        """;

    private static readonly string SelectPending =
        $"SELECT {RecordRows.ColumnsOf("r")}, e.number, e.record, e.ordinal, e.type, e.at, e.digest FROM pending_events e {JoinRecords} ORDER BY e.number LIMIT ?";

    public static LogHeadDocument? FindHead(SqlConnection connection)
    {
        using var row = connection.Use("SELECT version, size, checkpoint, owner, leased_until FROM log_head WHERE place = 1");
        return row.Step() ? new(row.Int64(0), row.Int64(1), row.Text(2), row.TextOrNull(3), row.InstantOrNull(4)) : null;
    }

    public static IReadOnlyList<EventToLog> ReadPending(SqlConnection connection, int limit)
    {
        using var row = connection.Use(SelectPending).Bind(limit);
        var events = new List<EventToLog>();
        while (row.Step())
        {
            var first = RecordRows.ColumnCount;
            var pending = new PendingEvent(row.Int64(first), ReadEvent(row, first + 1));
            events.Add(new(pending, row.IsNull(0) ? null : FactsOf(row)));
        }
        return events;
    }

    public static bool Append(SqlConnection connection, LogAppend append)
    {
        var (head, stored) = (append.Head, FindHead(connection));
        if ((stored?.Version ?? 0) != head.Version - 1)
            return false;
        var position = stored?.Size ?? 0;
        if (position + append.Events.Count != head.Size)
            throw new ArgumentException("the head's size is not that of the log with these events", nameof(append));
        PutHead(connection, head);
        if (append.Begins is { } begins)
            LogEpochRows.Begin(connection, begins);
        foreach (var one in append.Events)
        {
            var (record, ordinal, type, at, digest) = one.Event;
            connection.Use("INSERT INTO log_entries(position, record, ordinal, type, at, digest) VALUES(?, ?, ?, ?, ?, ?)")
                .Bind(position++).Bind(record).Bind(ordinal).Bind((long)type).Bind(at).Bind(digest).Send();
            connection.Use("DELETE FROM pending_events WHERE number = ? AND record = ?").Bind(one.Number).Bind(record).Send();
        }
        foreach (var (place, hashes) in append.Tiles)
        {
            connection.Use("INSERT INTO log_tiles(level, place, hashes) VALUES(?, ?, ?) ON CONFLICT(level, place) DO UPDATE SET hashes = excluded.hashes")
                .Bind(place.Level).Bind(place.Index).Bind(hashes).Send();
        }
        return true;
    }

    public static IReadOnlyList<LogTile> ReadTiles(SqlConnection connection, IReadOnlyList<TilePlace> places)
    {
        var tiles = new List<LogTile>(places.Count);
        foreach (var place in places)
        {
            using var row = connection.Use("SELECT hashes FROM log_tiles WHERE level = ? AND place = ?").Bind(place.Level).Bind(place.Index);
            if (row.Step())
                tiles.Add(new(place, row.Blob(0)));
        }
        return tiles;
    }

    public static LogEntry? FindEntry(SqlConnection connection, Guid record, int ordinal)
    {
        using var row = connection.Use("SELECT position, record, ordinal, type, at, digest FROM log_entries WHERE record = ? AND ordinal = ?")
            .Bind(record).Bind(ordinal);
        return row.Step() ? new(row.Int64(0), ReadEvent(row, 1)) : null;
    }

    public static RecordEvent ReadEvent(SqlStatement row, int first) =>
        new(row.Id(first), row.Int32(first + 1), (RecordEventType)row.Int32(first + 2), row.Instant(first + 3), row.Blob(first + 4));

    private static RecordFacts? FactsOf(SqlStatement row)
    {
        try
        {
            return RecordRows.Read(row).Facts;
        }
        catch (Exception unreadable) when (unreadable is OverflowException or ArgumentException or InvalidCastException)
        {
            // Somebody's hand was in the row. The log goes on; its check tells.
            return null;
        }
    }

    private static void PutHead(SqlConnection connection, LogHeadDocument head)
    {
        connection.Use(head.Version == 1
                ? "INSERT INTO log_head(version, size, checkpoint, owner, leased_until, place) VALUES(?, ?, ?, ?, ?, 1)"
                : "UPDATE log_head SET version = ?, size = ?, checkpoint = ?, owner = ?, leased_until = ? WHERE place = 1")
            .Bind(head.Version).Bind(head.Size).Bind(head.Checkpoint).Bind(head.Owner).Bind(head.LeasedUntil).Send();
    }
}
