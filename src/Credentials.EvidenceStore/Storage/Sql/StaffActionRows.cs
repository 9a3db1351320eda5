using System.Collections.Concurrent;
using System.Globalization;

namespace Credentials.EvidenceStore.Storage.Sql;

internal static class StaffActionRows
{
    // One instance per combination, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    public static void Add(SqlConnection connection, StaffActionDocument action) =>
        connection.Use("INSERT INTO staff_actions(centre, at, actor, what, subject, detail) VALUES(?, ?, ?, ?, ?, ?)")
            .Bind(action.Centre).Bind(action.At).Bind(action.Actor).Bind(action.What).Bind(action.Subject).Bind(action.Detail).Send();

    public static Page<StoredStaffAction> List(SqlConnection connection, StaffActionQuery query)
    {
        var after = long.MaxValue;
        if (query.Cursor is { } cursor && !(long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after) && IsThere(connection, query.Centre, after)))
            return new([], null) { IsCursorUnknown = true };
        var items = new List<StoredStaffAction>();
        using var row = Select(connection, query, after);
        while (row.Step())
        {
            if (items.Count == query.Limit)
                return new(items, items[^1].Number.ToString(CultureInfo.InvariantCulture));
            items.Add(new(row.Int64(0), new(query.Centre, row.Instant(1), row.Text(2), row.Text(3), row.TextOrNull(4), row.TextOrNull(5))));
        }
        return new(items, null);
    }

    private static bool IsThere(SqlConnection connection, string centre, long number)
    {
        using var row = connection.Use("SELECT 1 FROM staff_actions WHERE centre = ? AND number = ?").Bind(centre).Bind(number);
        return row.Step();
    }

    private static SqlStatement Select(SqlConnection connection, StaffActionQuery query, long after)
    {
        List<string> conditions = ["centre = ?", "number < ?"];
        List<Action<SqlStatement>> values = [row => row.Bind(query.Centre), row => row.Bind(after)];
        void Add(bool isAsked, string condition, Action<SqlStatement> bind)
        {
            if (!isAsked)
                return;
            conditions.Add(condition);
            values.Add(bind);
        }
        Add(query.Subject is not null, "subject = ?", row => row.Bind(query.Subject));
        Add(query.Actor is not null, "actor = ?", row => row.Bind(query.Actor));
        Add(query.What is not null, "what = ?", row => row.Bind(query.What));
        Add(query.From is not null, "at >= ?", row => row.Bind(query.From));
        Add(query.Before is not null, "at < ?", row => row.Bind(query.Before));
        var text = $"SELECT number, at, actor, what, subject, detail FROM staff_actions WHERE {string.Join(" AND ", conditions)} ORDER BY number DESC LIMIT ?";
        var statement = connection.Use(Texts.GetOrAdd(text, same => same));
        foreach (var bind in values)
            bind(statement);
        return statement.Bind(query.Limit + 1);
    }
}
