namespace Credentials.EvidenceStore.Storage.Sql;

internal static class DoubleRows
{
    private const string Columns = "id, centre, older, newer, found_at, decision, decided_at, decided_by";

    /// <summary>Once for two learners and a centre, and not for two of whom one is known to be the other.</summary>
    public static void Note(SqlConnection connection, string centre, Guid one, Guid other, DateTimeOffset now)
    {
        // In the order of the ids, so that the pair is unique whoever is found to be whose double.
        var (first, second) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        if (IsAlias(connection, first, second) || IsAlias(connection, second, first))
            return;
        connection.Use("INSERT INTO possible_doubles(id, centre, older, newer, found_at, decision) VALUES(?, ?, ?, ?, ?, 0) ON CONFLICT DO NOTHING")
            .Bind(Guid.CreateVersion7(now)).Bind(centre).Bind(first).Bind(second).Bind(now).Send();
    }

    public static DoubleDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use($"SELECT {Columns} FROM possible_doubles WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static Page<DoubleDocument> ListOpen(SqlConnection connection, string? centre, string? cursor, int limit)
    {
        Guid after = default;
        if (cursor is not null && !(Guid.TryParseExact(cursor, "N", out after) && Find(connection, after) is not null))
            return new([], null) { IsCursorUnknown = true };
        // The order of ids is the order of time; the very first of all is the empty one.
        using var row = connection.Use(centre is null
            ? $"SELECT {Columns} FROM possible_doubles WHERE decision = 0 AND id > ? ORDER BY id LIMIT ?"
            : $"SELECT {Columns} FROM possible_doubles WHERE decision = 0 AND id > ? AND centre = ? ORDER BY id LIMIT ?").Bind(after);
        if (centre is not null)
            row.Bind(centre);
        row.Bind(limit + 1);
        var items = new List<DoubleDocument>();
        while (row.Step())
        {
            if (items.Count == limit)
                return new(items, items[^1].Id.ToString("N"));
            items.Add(Read(row));
        }
        return new(items, null);
    }

    public static bool Decide(SqlConnection connection, Guid id, DoubleDecision from, DoubleDecision decision, DateTimeOffset at, string by) =>
        connection.Use("UPDATE possible_doubles SET decision = ?, decided_at = ?, decided_by = ? WHERE id = ? AND decision = ?")
            .Bind((long)decision).Bind(at).Bind(by).Bind(id).Bind((long)from).Run() == 1;

    private static bool IsAlias(SqlConnection connection, Guid learner, Guid of) => LearnerRows.Find(connection, learner)?.AliasOf == of;

    private static DoubleDocument Read(SqlStatement row) => new(row.Id(0), row.Text(1), row.Id(2), row.Id(3), row.Instant(4))
    {
        Decision = (DoubleDecision)row.Int32(5),
        DecidedAt = row.InstantOrNull(6),
        DecidedBy = row.TextOrNull(7),
    };
}
