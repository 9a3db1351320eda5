using System.Security.Cryptography;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// Reads the log's entries beside the records they tell of, and trusts neither: whoever changed a row by hand may have left what no program would write.
/// </summary>
internal static class LogCheckRows
{
    private const string Document = "SELECT id, number FROM awards UNION ALL SELECT id, number FROM proofs";

    private const string InLog = "SELECT record, ordinal, type, at, digest FROM log_entries WHERE record = ? ORDER BY ordinal";

    private const string Pending = "SELECT record, ordinal, type, at, digest FROM pending_events WHERE record = ? ORDER BY ordinal";

    private static readonly string Record =
        $"{RecordRows.ColumnsOf("r")}, r.events, COALESCE(a.request, p.content), COALESCE(a.journal, p.journal), COALESCE(a.learner, p.learner), " +
        "a.centre, a.awarded_on, a.status";

    private static readonly int AfterRecord = RecordRows.ColumnCount + 7;

    private static readonly string SelectEntries =
        $"SELECT {Record}, e.position, e.record, e.ordinal, e.type, e.at, e.digest FROM log_entries e {LogRows.JoinRecords} " +
        "WHERE e.position >= ? ORDER BY e.position LIMIT ?";

    private static readonly string SelectRecord = $"""
        SELECT {Record} FROM records r LEFT JOIN awards a ON a.number = r.number AND a.id = r.id LEFT JOIN proofs p ON p.number = r.number AND p.id = r.id
        WHERE r.number = (SELECT number FROM awards WHERE id = ? UNION ALL SELECT number FROM proofs WHERE id = ?)
        """;

    public static IReadOnlyList<LoggedEntry> Read(SqlConnection connection, long from, int count)
    {
        using var row = connection.Use(SelectEntries).Bind(from).Bind(count);
        var entries = new List<LoggedEntry>();
        while (row.Step())
        {
            var happened = ReadOrNull(() => LogRows.ReadEvent(row, AfterRecord + 1));
            entries.Add(new(row.Int64(AfterRecord), happened, row.IsNull(0) ? null : ReadRecord(row)));
        }
        return entries;
    }

    public static RecordWithEvents ReadRecord(SqlConnection connection, Guid id)
    {
        connection.Use(connection.Dialect.BeginSnapshot).Run();
        try
        {
            var record = FindRecord(connection, id);
            var events = ReadEvents(connection, InLog, id);
            // No index leads to a record's pending events: there are few of them, or much else to do than to look for these.
            if (record is null || events.Count < record.Events)
                events.AddRange(ReadEvents(connection, Pending, id));
            return new(record, events);
        }
        finally
        {
            connection.Use("COMMIT").Run();
        }
    }

    public static LogTotals Count(SqlConnection connection)
    {
        using var row = connection.Use("""
            SELECT COALESCE((SELECT size FROM log_head WHERE place = 1), 0), (SELECT count(*) FROM log_entries), (SELECT count(*) FROM pending_events),
                COALESCE((SELECT CAST(sum(events) AS BIGINT) FROM records), 0), (SELECT count(*) FROM records),
                (SELECT count(*) FROM awards) + (SELECT count(*) FROM proofs)
            """);
        row.Step();
        return new(row.Int64(0), row.Int64(1), row.Int64(2), row.Int64(3), row.Int64(4), row.Int64(5));
    }

    public static LogMisfit? FindMisfit(SqlConnection connection)
    {
        using (var row = connection.Use("""
            SELECT r.id FROM records r LEFT JOIN (SELECT record, count(*) AS pending FROM pending_events GROUP BY record) q ON q.record = r.id
            WHERE r.events <> (SELECT count(*) FROM log_entries e WHERE e.record = r.id) + COALESCE(q.pending, 0) ORDER BY r.number LIMIT 1
            """))
        {
            if (row.Step())
                return new(LogMisfitKind.EventsOfRecord, row.Id(0));
        }
        using (var row = connection.Use($"""
            SELECT COALESCE(d.id, r.id) FROM records r FULL JOIN ({Document}) d ON d.number = r.number WHERE r.id IS NULL OR d.id IS NULL OR r.id <> d.id
            ORDER BY COALESCE(d.number, r.number) LIMIT 1
            """))
        {
            if (row.Step())
                return new(LogMisfitKind.DocumentOfRecord, row.Id(0));
        }
        using (var row = connection.Use("SELECT e.record FROM pending_events e LEFT JOIN records r ON r.id = e.record WHERE r.id IS NULL LIMIT 1"))
            return row.Step() ? new(LogMisfitKind.RecordOfEvent, row.Id(0)) : null;
    }

    private static StoredRecord? FindRecord(SqlConnection connection, Guid id)
    {
        using var row = connection.Use(SelectRecord).Bind(id).Bind(id);
        return row.Step() ? ReadRecord(row) : null;
    }

    private static List<RecordEvent> ReadEvents(SqlConnection connection, string select, Guid id)
    {
        using var row = connection.Use(select).Bind(id);
        var events = new List<RecordEvent>();
        while (row.Step())
        {
            if (ReadOrNull(() => LogRows.ReadEvent(row, 0)) is { } happened)
                events.Add(happened);
        }
        return events;
    }

    private static StoredRecord ReadRecord(SqlStatement row)
    {
        var faults = new List<string>();
        var document = ReadOrNull(() => RecordRows.Read(row));
        foreach (var (name, column, least, most) in (ReadOnlySpan<(string, int, int, int)>)[("vksLevel", 8, 1, 8), ("eqfLevel", 9, 1, 8), ("isEnd", 7, 0, 1)])
        {
            if (!row.IsNull(column) && (row.Int64(column) < least || row.Int64(column) > most))
                faults.Add($"its {name} is {row.Int64(column)}, which it cannot be");
        }
        if (document is null && faults.Count == 0)
            faults.Add(WhatCannotBeRead(row));
        var (first, content) = (RecordRows.ColumnCount, RecordRows.ColumnCount + 1);
        if (document is not null)
            Compare(document, row, first + 3, faults);
        return new()
        {
            Document = document,
            Events = (int)Math.Clamp(row.Int64(first), 0, int.MaxValue),
            ContentDigest = row.IsNull(content) || row.Span(content).IsEmpty ? default : SHA256.HashData(row.Span(content)),
            JournalDigest = SHA256.HashData(row.IsNull(content + 1) ? default : row.Span(content + 1)),
            Faults = faults,
        };
    }

    /// <summary>What an award says itself, and its record for searching says once more.</summary>
    private static void Compare(RecordDocument record, SqlStatement row, int learner, List<string> faults)
    {
        if (row.IsNull(learner) || ReadOrNull(() => row.Id(learner).ToString()) != record.LearnerId.ToString())
            faults.Add("its learner is not the same in all tables");
        if (record.Source != RecordSource.Award)
            return;
        if (row.TextOrNull(learner + 1) != record.Facts.Centre)
            faults.Add($"its centre is {record.Facts.Centre} as a record and {row.TextOrNull(learner + 1)} as an award");
        if (ReadOrNull(() => $"{row.Day(learner + 2):yyyy-MM-dd}") != $"{record.Facts.ObtainedOn:yyyy-MM-dd}")
            faults.Add($"its date is {record.Facts.ObtainedOn:yyyy-MM-dd} as a record and another one as an award");
        if (row.IsNull(learner + 3) || row.Int64(learner + 3) != (long)record.Status)
            faults.Add("its status is not the same in all tables");
    }

    private static string WhatCannotBeRead(SqlStatement row)
    {
        (string Name, Func<object> Read)[] values =
        [
            ("date", () => row.Day(11)), ("end of validity", () => row.IsNull(13) || row.Day(13) != default), ("learner", () => row.Id(2)),
            ("time of recording", () => row.Instant(5)), ("time of its last change", () => row.IsNull(4) || row.Instant(4) != default),
        ];
        var unreadable = values.FirstOrDefault(value => ReadOrNull(value.Read) is null).Name;
        return $"its {unreadable ?? "row"} holds what no date, level or id can be";
    }

    private static T? ReadOrNull<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is OverflowException or ArgumentException or InvalidCastException)
        {
            return null;
        }
    }
}
