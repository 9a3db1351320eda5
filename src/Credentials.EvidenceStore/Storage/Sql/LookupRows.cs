using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql;

internal static class LookupRows
{
    private const string Columns = "id, learner, at, by_key, role, outcome, purpose";

    // One text for each number of learners, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<int, string> OfLearners = new();

    public static void Add(SqlConnection connection, LookupDocument lookup) =>
        connection.Use($"INSERT INTO lookups({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?)")
            .Bind(lookup.Id).Bind(lookup.LearnerId).Bind(lookup.At).Bind(lookup.By).Bind(lookup.Role).Bind((long)lookup.Outcome)
            .Bind(lookup.SealedPurpose).Send();

    /// <summary>Newest first: ids of version 7 sort by time.</summary>
    public static Page<LookupDocument> List(SqlConnection connection, IReadOnlyList<Guid>? learners, string? cursor, int limit)
    {
        var before = new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff");
        if (cursor is not null && !(Guid.TryParseExact(cursor, "N", out before) && IsOf(connection, before, learners)))
            return new([], null) { IsCursorUnknown = true };
        using var row = connection.Use(learners is null
            ? $"SELECT {Columns} FROM lookups WHERE id < ? ORDER BY id DESC LIMIT ?"
            : OfLearners.GetOrAdd(learners.Count, Select)).Bind(before);
        foreach (var learner in learners ?? [])
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

    private static string Select(int learners) =>
        $"SELECT {Columns} FROM lookups WHERE id < ? AND learner IN ({string.Join(", ", Enumerable.Repeat("?", learners))}) ORDER BY id DESC LIMIT ?";

    private static bool IsOf(SqlConnection connection, Guid id, IReadOnlyList<Guid>? learners)
    {
        using var row = connection.Use($"SELECT {Columns} FROM lookups WHERE id = ?").Bind(id);
        return row.Step() && (learners is null || (row.IdOrNull(1) is { } learner && learners.Contains(learner)));
    }

    private static LookupDocument Read(SqlStatement row) =>
        new(row.Id(0), row.IdOrNull(1), row.Instant(2), row.Text(3), row.Text(4), (LookupOutcome)row.Int32(5), row.Blob(6));
}
