using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>The blind index: which learners have a token, by the short number of their row.</summary>
internal static class LearnerTokenRows
{
    private const string Insert =
        "INSERT INTO learner_tokens(token, learner) SELECT ?, number FROM learners WHERE id = ? ON CONFLICT DO NOTHING";

    private static readonly ConcurrentDictionary<(int Tokens, bool IsContinued), string> Selections = new();

    /// <summary>Enters the marks of a learner who is stored, and notes who else in the centre is possibly the same person.</summary>
    public static void Mark(SqlConnection connection, Guid learner, string centre, LearnerMarks marks, DateTimeOffset now)
    {
        foreach (var word in marks.Words)
            connection.Use(Insert).Bind(word).Bind(learner).Send();
        foreach (var identity in marks.Identities)
        {
            var token = LearnerMarks.TokenOf(identity);
            var others = Others(connection, identity, token, learner, out var isOwnMatch);
            // What the learner is matched by leads to the learner without an entry.
            if (!isOwnMatch)
                connection.Use(Insert).Bind(token).Bind(learner).Send();
            foreach (var other in others)
                DoubleRows.Note(connection, centre, other, learner, now);
        }
    }

    public static Page<LearnerDocument> List(SqlConnection connection, IReadOnlyList<long> tokens, string? cursor, int limit)
    {
        Guid after = default;
        var isKnown = cursor is null || (Guid.TryParseExact(cursor, "N", out after) && LearnerRows.Find(connection, after) is not null);
        if (!isKnown || tokens.Count == 0)
            return new([], null) { IsCursorUnknown = !isKnown };
        using var row = connection.Use(Selections.GetOrAdd((tokens.Count, cursor is not null), Select));
        foreach (var token in tokens)
            row.Bind(token);
        if (cursor is not null)
            row.Bind(after);
        row.Bind(limit + 1);
        var items = new List<LearnerDocument>();
        while (row.Step())
        {
            if (items.Count == limit)
                return new(items, items[^1].Id.ToString("N"));
            items.Add(LearnerRows.Read(row));
        }
        return new(items, null);
    }

    private static List<Guid> Others(SqlConnection connection, ReadOnlyMemory<byte> identity, long token, Guid learner, out bool isOwnMatch)
    {
        var others = new List<Guid>();
        isOwnMatch = false;
        using var row = connection.Use("""
            SELECT 1, owner FROM unique_values WHERE value = ?
            UNION ALL SELECT 0, l.id FROM learner_tokens t JOIN learners l ON l.number = t.learner WHERE t.token = ?
            """).Bind(identity).Bind(token);
        while (row.Step())
        {
            var other = row.Id(1);
            if (other == learner)
                isOwnMatch |= row.Int32(0) == 1;
            else
                others.Add(other);
        }
        return others;
    }

    private static string Select((int Tokens, bool IsContinued) form)
    {
        var joined = string.Concat(Enumerable.Range(1, form.Tokens - 1).Select(index => $" JOIN learner_tokens t{index} ON t{index}.learner = t0.learner"));
        var conditions = string.Join(" AND ", Enumerable.Range(0, form.Tokens).Select(index => $"t{index}.token = ?"));
        var after = form.IsContinued ? " AND t0.learner > (SELECT number FROM learners WHERE id = ?)" : "";
        return $"SELECT {LearnerRows.Columns} FROM learner_tokens t0{joined} JOIN learners l ON l.number = t0.learner " +
            $"LEFT JOIN learner_changes c ON c.learner = l.number WHERE {conditions}{after} ORDER BY t0.learner LIMIT ?";
    }
}
