using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// Writes a query over records as SQL that one index serves: a learner's, an institution's, or that of level and field. A field with fields under it is a
/// union of one question for each code, which the engine merges by number: a range of codes would have to be sorted first.
/// </summary>
internal sealed class RecordSelection
{
    // One instance per combination, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    private readonly List<string> _conditions = [];
    private readonly List<Action<SqlStatement>> _values = [];

    public static Page<RecordDocument> List(SqlConnection connection, RecordQuery query)
    {
        var before = query.Cursor is null ? long.MaxValue
            : Guid.TryParseExact(query.Cursor, "N", out var id) && RecordRows.FindNumber(connection, id) is { } number ? number
            : 0;
        if (before == 0)
            return new([], null) { IsCursorUnknown = true };
        using var row = Bind(connection, query, before);
        var items = new List<RecordDocument>();
        while (row.Step())
        {
            if (items.Count == query.Limit)
                return new(items, items[^1].Id.ToString("N"));
            items.Add(RecordRows.Read(row));
        }
        return new(items, null);
    }

    /// <summary>
    /// Every record that meets the conditions, in no order, as of a moment: what was recorded, revoked or cancelled from then on has not happened. No
    /// index is used for level and field: most of the table is read, and that is fastest from its beginning to its end.
    /// </summary>
    public static SqlStatement All(SqlConnection connection, string columns, RecordQuery query, DateTimeOffset recordedBefore)
    {
        var selection = Of(connection.Dialect, query, query.FieldCodes, isByWhom: true, before: long.MaxValue);
        selection.Add(true, "recorded_at < ?", row => row.Bind(recordedBefore));
        selection.Add(query.Status is null, "(status NOT IN (?, ?) OR changed_at >= ?)",
            row => row.Bind((long)RecordStatus.Revoked).Bind((long)RecordStatus.Cancelled).Bind(recordedBefore));
        var statement = connection.Use(Texts.GetOrAdd($"SELECT {columns} FROM records WHERE {string.Join(" AND ", selection._conditions)}", text => text));
        foreach (var bind in selection._values)
            bind(statement);
        return statement;
    }

    private static SqlStatement Bind(SqlConnection connection, RecordQuery query, long before)
    {
        // Whoever is named has fewer records than a level or a field.
        var isByWhom = query.Learner is not null || query.VisibleTo is not null || query.Institution is not null;
        var codes = query.FieldCodes;
        var selections = codes.Count > 0 && !isByWhom
            ? codes.Select(code => Of(connection.Dialect, query, [code], isByWhom, before)).ToList()
            : [Of(connection.Dialect, query, codes, isByWhom, before)];
        var sql = string.Join(" UNION ALL ", selections.Select(one => $"SELECT {RecordRows.Columns}, number FROM records WHERE {string.Join(" AND ", one._conditions)}"));
        var statement = connection.Use(Texts.GetOrAdd($"{sql} ORDER BY number DESC LIMIT ?", text => text));
        foreach (var bind in selections.SelectMany(one => one._values))
            bind(statement);
        return statement.Bind(query.Limit + 1);
    }

    private static RecordSelection Of(SqlDialect dialect, RecordQuery query, IReadOnlyList<string> codes, bool isByWhom, long before)
    {
        var selection = new RecordSelection();
        string Served(bool byThis, string column) => byThis ? column : dialect.Unindexed(column);
        selection.Add(query.Learner is not null, $"learner IN (?{string.Concat(query.Aliases.Select(_ => ", ?"))})", row =>
        {
            row.Bind(query.Learner);
            foreach (var alias in query.Aliases)
                row.Bind(alias);
        });
        selection.Add(query.VisibleTo is not null, $"{Served(query.Learner is null, "institution")} = ? AND (centre IS NULL OR centre = ?)",
            row => row.Bind(query.VisibleTo!.Value.Institution).Bind(query.VisibleTo.Value.Centre));
        selection.Add(query.Institution is not null, $"{Served(query.Learner is null, "institution")} = ?", row => row.Bind(query.Institution));
        // A VKS level is referenced to the EQF level of the same number, so that the one index serves both.
        selection.Add(query.EqfLevel is not null || query.VksLevel is not null, $"{Served(!isByWhom, "eqf")} = ?", row => row.Bind(query.EqfLevel ?? query.VksLevel));
        selection.Add(query.VksLevel is not null, "vks = ?", row => row.Bind(query.VksLevel));
        selection.Add(codes.Count > 0, $"{Served(!isByWhom, "isced")} IN ({string.Join(", ", codes.Select(_ => "?"))})", row =>
        {
            foreach (var code in codes)
                row.Bind(code);
        });
        selection.Add(query.Field is not null && codes.Count == 0, "1 = 0", _ => { });
        selection.Add(query.Centre is not null, "centre = ?", row => row.Bind(query.Centre));
        selection.Add(query.From is not null, "obtained_on >= ?", row => row.Bind(query.From));
        selection.Add(query.Until is not null, "obtained_on <= ?", row => row.Bind(query.Until));
        selection.Add(query.Kind is not null, "kind = ?", row => row.Bind((long)query.Kind!));
        selection.Add(query.Status is not null, "status = ?", row => row.Bind((long)query.Status!));
        selection.Add(query.Source is not null, "source = ?", row => row.Bind((long)query.Source!));
        selection.Add(true, "number < ?", row => row.Bind(before));
        return selection;
    }

    private void Add(bool isAsked, string condition, Action<SqlStatement> bind)
    {
        if (!isAsked)
            return;
        _conditions.Add(condition);
        _values.Add(bind);
    }
}
