using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// Writes a query as SQL that holds the given conditions only: one statement for all of them ("or the parameter is null") would keep the engine from
/// using an index.
/// </summary>
internal static class AwardSelection
{
    // One instance per combination, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    public static SqlStatement Bind(SqlConnection connection, string select, AwardQuery query)
    {
        List<string> conditions = [];
        List<Action<SqlStatement>> values = [];
        void Add(bool isAsked, string condition, Action<SqlStatement> bind)
        {
            if (!isAsked)
                return;
            conditions.Add(condition);
            values.Add(bind);
        }
        Add(query.Centre is not null, "centre = ?", row => row.Bind(query.Centre));
        // A batch is small: the index of all the achievement's awards must not be preferred.
        Add(query.AchievementId is not null, query.BatchId is null ? "achievement = ?" : connection.Dialect.Unindexed("achievement") + " = ?", row => row.Bind(query.AchievementId));
        Add(query.Status is not null, "status = ?", row => row.Bind((long)query.Status!));
        // Lets the partial index over the few that are not active serve the question.
        Add(query.Status is not (null or AwardStatus.Active), "status <> 0", _ => { });
        Add(query.AwardedFrom is not null, "awarded_on >= ?", row => row.Bind(query.AwardedFrom));
        Add(query.AwardedUntil is not null, "awarded_on <= ?", row => row.Bind(query.AwardedUntil));
        Add(query.BatchId is not null, "batch = ?", row => row.Bind(query.BatchId));
        // An unknown cursor continues nowhere.
        Add(query.Cursor is not null, "number < (SELECT number FROM awards WHERE id = ?)", row => row.Bind(CursorOf(query)));
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var statement = connection.Use(Texts.GetOrAdd($"{select}{where} ORDER BY number DESC LIMIT ?", text => text));
        foreach (var bind in values)
            bind(statement);
        return statement.Bind(query.Limit + 1);
    }

    public static bool KnowsCursor(SqlConnection connection, AwardQuery query)
    {
        if (query.Cursor is null)
            return true;
        using var row = connection.Use("SELECT 1 FROM awards WHERE id = ?").Bind(CursorOf(query));
        return row.Step();
    }

    private static Guid CursorOf(AwardQuery query) => Guid.TryParseExact(query.Cursor, "N", out var id) ? id : Guid.Empty;
}
