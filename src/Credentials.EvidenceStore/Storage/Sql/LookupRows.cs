namespace Credentials.EvidenceStore.Storage.Sql;

internal static class LookupRows
{
    private const string Columns = "id, learner, at, by_key, role, outcome, purpose";

    public static void Add(SqlConnection connection, LookupDocument lookup) =>
        connection.Use($"INSERT INTO lookups({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?)")
            .Bind(lookup.Id).Bind(lookup.LearnerId).Bind(lookup.At).Bind(lookup.By).Bind(lookup.Role).Bind((long)lookup.Outcome)
            .Bind(lookup.SealedPurpose).Send();

    /// <summary>Newest first: ids of version 7 sort by time.</summary>
    public static Page<LookupDocument> List(SqlConnection connection, Guid? learner, string? cursor, int limit)
    {
        var before = new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff");
        if (cursor is not null && !(Guid.TryParseExact(cursor, "N", out before) && IsOf(connection, before, learner)))
            return new([], null) { IsCursorUnknown = true };
        using var row = connection.Use(learner is null
            ? $"SELECT {Columns} FROM lookups WHERE id < ? ORDER BY id DESC LIMIT ?"
            : $"SELECT {Columns} FROM lookups WHERE id < ? AND learner = ? ORDER BY id DESC LIMIT ?").Bind(before);
        if (learner is not null)
            row.Bind(learner);
        row.Bind(limit + 1);
        var items = new List<LookupDocument>();
        while (row.Step())
        {
            if (items.Count == limit)
                return new(items, items[^1].Id.ToString("N"));
            items.Add(Read(row));
        }
        return new(items, null);
    }

    public static void ErasePurposes(SqlConnection connection, Guid learner) =>
        connection.Use("UPDATE lookups SET purpose = ? WHERE learner = ?").Bind(ReadOnlyMemory<byte>.Empty).Bind(learner).Send();

    private static bool IsOf(SqlConnection connection, Guid id, Guid? learner)
    {
        using var row = connection.Use($"SELECT {Columns} FROM lookups WHERE id = ?").Bind(id);
        return row.Step() && (learner is null || row.IdOrNull(1) == learner);
    }

    private static LookupDocument Read(SqlStatement row) =>
        new(row.Id(0), row.IdOrNull(1), row.Instant(2), row.Text(3), row.Text(4), (LookupOutcome)row.Int32(5), row.Blob(6));
}
