using System.Collections.Concurrent;
using System.Globalization;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Entries of LED's outbox. Those that were sent are many and rarely asked for: the indexes by state and by deadline leave them out.</summary>
internal static class LedEntryRows
{
    private const string Columns = "record, centre, state, attempts, doubts, next_at, deadline, supplier, fault, diagnosis, sent_at, version";

    private const string Select = $"SELECT {Columns} FROM led_entries";

    /// <summary>As the partial index has it: an engine must see that the one implies the other.</summary>
    private const string IsOpen = "state IN (0, 2, 3, 6)";

    private const string DayOfCursor = "yyyyMMdd";

    // One instance per combination, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    public static void Add(SqlConnection connection, LedEntryDocument entry) => connection
        .Use($"INSERT INTO led_entries({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .Bind(entry.RecordId).Bind(entry.Centre).Bind((long)entry.State).Bind(entry.Attempts).Bind(entry.Doubts).Bind(entry.NextAt).Bind(entry.Deadline)
        .Bind(entry.Supplier).Bind(entry.Fault).Bind(entry.SealedDiagnosis).Bind(entry.SentAt).Bind(entry.Version).Send();

    public static LedEntryDocument? Find(SqlConnection connection, Guid record)
    {
        using var row = connection.Use($"{Select} WHERE record = ?").Bind(record);
        return row.Step() ? Read(row) : null;
    }

    public static bool Replace(SqlConnection connection, LedEntryDocument entry) => connection
        .Use("""
            UPDATE led_entries SET state = ?, attempts = ?, doubts = ?, next_at = ?, supplier = ?, fault = ?, diagnosis = ?, sent_at = ?, version = ?
            WHERE record = ? AND version = ?
            """)
        .Bind((long)entry.State).Bind(entry.Attempts).Bind(entry.Doubts).Bind(entry.NextAt).Bind(entry.Supplier).Bind(entry.Fault)
        .Bind(entry.SealedDiagnosis).Bind(entry.SentAt).Bind(entry.Version).Bind(entry.RecordId).Bind(entry.Version - 1).Run() == 1;

    public static bool Remove(SqlConnection connection, Guid record, long version) =>
        connection.Use("DELETE FROM led_entries WHERE record = ? AND version = ?").Bind(record).Bind(version).Run() == 1;

    /// <summary>In a database that was set back: what waits, or a person would have retried, may have been sent since.</summary>
    public static void DoubtUnsent(SqlConnection connection) =>
        connection.Use("UPDATE led_entries SET doubts = 1, version = version + 1 WHERE state IN (0, 2, 3) AND doubts = 0").Send();

    /// <summary>In the commit that revokes the award.</summary>
    public static void Revoke(SqlConnection connection, Guid record)
    {
        if (Find(connection, record) is not { } entry)
            return;
        if (entry.AfterRevocation() is not { } left)
            Remove(connection, record, entry.Version);
        else if (left.Version != entry.Version)
            Replace(connection, left);
    }

    /// <summary>In the commit that empties the award and leaves its status: what LED certainly never had is not registered any more.</summary>
    public static void Drop(SqlConnection connection, Guid record)
    {
        if (Find(connection, record) is { Doubts: 0, State: not (LedEntryState.Sent or LedEntryState.ToCancel or LedEntryState.Cancelled) } entry)
            Remove(connection, record, entry.Version);
    }

    public static IReadOnlyList<LedEntryDocument> Claim(SqlConnection connection, LedClaim claim)
    {
        var claimed = new List<LedEntryDocument>();
        using (var row = connection.Use($"{Select} WHERE state = 0 AND next_at <= ? ORDER BY next_at LIMIT ?").Bind(claim.Now).Bind(claim.Limit))
        {
            while (row.Step())
            {
                var due = Read(row);
                claimed.Add(due with
                {
                    Attempts = due.Attempts + 1,
                    Doubts = due.Doubts + 1,
                    NextAt = claim.Until,
                    Supplier = due.Supplier ?? claim.Supplier,
                    Version = due.Version + 1,
                });
            }
        }
        foreach (var entry in claimed)
            Replace(connection, entry);
        return claimed;
    }

    public static Page<LedEntryDocument> List(SqlConnection connection, LedEntryQuery query)
    {
        var cursor = Guid.Empty;
        if (query.Cursor is not null && !(Guid.TryParseExact(query.Cursor, "N", out cursor) && IsAward(connection, cursor)))
            return UnknownCursor;
        // Of those that are not sent there are few, whoever's they are: their index serves better than the centre's.
        var centre = query.State is null or LedEntryState.Sent ? "centre" : connection.Dialect.Unindexed("centre");
        List<string> conditions = [];
        if (query.State is not null)
            conditions.Add(query.State == LedEntryState.Sent ? "state = ?" : "state = ? AND state <> 1");
        if (query.Centre is not null)
            conditions.Add($"{centre} = ?");
        if (query.Cursor is not null)
            conditions.Add("record < ?");
        var statement = connection.Use(Selection(conditions, "record DESC"));
        if (query.State is { } state)
            statement.Bind((long)state);
        if (query.Centre is not null)
            statement.Bind(query.Centre);
        if (query.Cursor is not null)
            statement.Bind(cursor);
        return Page(statement, query.Limit, last => last.RecordId.ToString("N"));
    }

    public static Page<LedEntryDocument> ListDeadlines(SqlConnection connection, LedDeadlineQuery query)
    {
        var (day, record) = (default(DateOnly), Guid.Empty);
        if (query.Cursor is { } cursor && !(TryReadCursor(cursor, out day, out record) && IsAward(connection, record)))
            return UnknownCursor;
        List<string> conditions = [IsOpen, "(deadline <= ? OR state = 6)"];
        if (query.Centre is not null)
            conditions.Add($"{connection.Dialect.Unindexed("centre")} = ?");
        if (query.Cursor is not null)
            conditions.Add("(deadline, record) > (?, ?)");
        var statement = connection.Use(Selection(conditions, "deadline, record")).Bind(query.Until);
        if (query.Centre is not null)
            statement.Bind(query.Centre);
        if (query.Cursor is not null)
            statement.Bind(day).Bind(record);
        return Page(statement, query.Limit, last => last.Deadline.ToString(DayOfCursor, CultureInfo.InvariantCulture) + last.RecordId.ToString("N"));
    }

    public static LedEntryCounts Count(SqlConnection connection, DateOnly today, DateOnly near)
    {
        var states = new Dictionary<LedEntryState, long>();
        using (var row = connection.Use("SELECT state, count(*) FROM led_entries WHERE state <> 1 GROUP BY state"))
        {
            while (row.Step())
                states[(LedEntryState)row.Int32(0)] = row.Int64(1);
        }
        return new(states, Count(connection, "<=", near), Count(connection, "<", today));
    }

    private static Page<LedEntryDocument> UnknownCursor => new([], null) { IsCursorUnknown = true };

    private static long Count(SqlConnection connection, string comparison, DateOnly day)
    {
        using var row = connection.Use(
            Texts.GetOrAdd($"SELECT count(*) FROM led_entries WHERE {IsOpen} AND deadline {comparison} ?", text => text)).Bind(day);
        return row.Step() ? row.Int64(0) : 0;
    }

    private static Page<LedEntryDocument> Page(SqlStatement statement, int limit, Func<LedEntryDocument, string> cursorOf)
    {
        using var row = statement.Bind(limit + 1);
        var items = new List<LedEntryDocument>();
        while (row.Step())
        {
            if (items.Count == limit)
                return new(items, cursorOf(items[^1]));
            items.Add(Read(row));
        }
        return new(items, null);
    }

    private static string Selection(List<string> conditions, string order)
    {
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return Texts.GetOrAdd($"{Select}{where} ORDER BY {order} LIMIT ?", text => text);
    }

    /// <summary>An entry may have gone since its page was read, its award is there.</summary>
    private static bool IsAward(SqlConnection connection, Guid record) => AwardRows.FindIssued(connection, record) is not null;

    private static bool TryReadCursor(string cursor, out DateOnly day, out Guid record)
    {
        record = default;
        return DateOnly.TryParseExact(
                cursor.AsSpan(0, Math.Min(cursor.Length, DayOfCursor.Length)), DayOfCursor, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && Guid.TryParseExact(cursor.AsSpan(DayOfCursor.Length), "N", out record);
    }

    private static LedEntryDocument Read(SqlStatement row) => new()
    {
        RecordId = row.Id(0),
        Centre = row.Text(1),
        State = (LedEntryState)row.Int32(2),
        Attempts = row.Int32(3),
        Doubts = row.Int32(4),
        NextAt = row.InstantOrNull(5),
        Deadline = row.Day(6),
        Supplier = row.TextOrNull(7),
        Fault = row.TextOrNull(8),
        SealedDiagnosis = row.Blob(9),
        SentAt = row.InstantOrNull(10),
        Version = row.Int64(11),
    };
}
