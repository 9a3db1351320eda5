using Credentials.StatusLists;

namespace Credentials.EvidenceStore.Storage.Sql;

internal static class StatusListRows
{
    private const int IndexesPerPart = 2048;

    public static StatusLease Lease(SqliteConnection connection, string centre, int count, StatusListDocument proposed)
    {
        var list = FindOpen(connection, centre);
        if (list is null)
        {
            list = proposed with { Centre = centre, NextCounter = 0, Version = 1 };
            connection.Use("INSERT INTO status_lists(id, centre, next_counter, version, permutation_key) VALUES(?, ?, 0, 1, ?)")
                .Bind(list.Id).Bind(centre).Bind(list.SealedPermutationKey).Run();
        }
        var first = list.NextCounter;
        var taken = Math.Min(count, BitstringStatusList.Entries - first);
        connection.Use("UPDATE status_lists SET next_counter = ? WHERE id = ?").Bind(first + taken).Bind(list.Id).Run();
        return new(list with { NextCounter = first + taken }, first, taken);
    }

    /// <summary>Takes the index for good.</summary>
    /// <exception cref="InvalidOperationException">It was taken before: two tokens would share a status.</exception>
    public static void Occupy(SqliteConnection connection, StatusSlot slot)
    {
        var (part, bit) = Math.DivRem(slot.Index, IndexesPerPart);
        Span<byte> bits = stackalloc byte[IndexesPerPart / 8];
        bool exists;
        using (var row = connection.Use("SELECT bits FROM status_indexes_used WHERE list = ? AND part = ?").Bind(slot.List).Bind(part))
        {
            exists = row.Step();
            if (exists)
                row.Span(0).CopyTo(bits);
            else
                bits.Clear();
        }
        var mask = (byte)(1 << (bit % 8));
        if ((bits[bit / 8] & mask) != 0)
            throw new InvalidOperationException($"index {slot.Index} of status list {slot.List} is taken");
        bits[bit / 8] |= mask;
        connection.Use(exists
            ? "UPDATE status_indexes_used SET bits = ? WHERE list = ? AND part = ?"
            : "INSERT INTO status_indexes_used(bits, list, part) VALUES(?, ?, ?)").Bind(bits).Bind(slot.List).Bind(part).Run();
    }

    public static void Change(SqliteConnection connection, IReadOnlyList<StatusSlot> slots, AwardStatus status)
    {
        foreach (var slot in slots)
        {
            if (status == AwardStatus.Active)
            {
                connection.Use("DELETE FROM statuses_not_active WHERE list = ? AND place = ?").Bind(slot.List).Bind(slot.Index).Run();
            }
            else
            {
                connection.Use("INSERT INTO statuses_not_active(list, place, status) VALUES(?, ?, ?) ON CONFLICT DO UPDATE SET status = excluded.status")
                    .Bind(slot.List).Bind(slot.Index).Bind((long)status).Run();
            }
        }
        foreach (var list in slots.Select(slot => slot.List).Distinct(StringComparer.Ordinal))
            connection.Use("UPDATE status_lists SET version = version + 1 WHERE id = ?").Bind(list).Run();
    }

    public static StatusListDocument? Find(SqliteConnection connection, string id)
    {
        using var row = connection.Use("SELECT id, centre, next_counter, version, permutation_key FROM status_lists WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    /// <summary>List and entries as of one moment.</summary>
    public static StatusListEntries? ReadEntries(SqliteConnection connection, string id)
    {
        connection.Use("BEGIN").Run();
        try
        {
            if (Find(connection, id) is not { } list)
                return null;
            using var row = connection.Use("SELECT place, status FROM statuses_not_active WHERE list = ? ORDER BY place").Bind(id);
            var entries = new List<(int, AwardStatus)>();
            while (row.Step())
                entries.Add((row.Int32(0), (AwardStatus)row.Int32(1)));
            return new(list, entries);
        }
        finally
        {
            connection.Use("COMMIT").Run();
        }
    }

    private static StatusListDocument? FindOpen(SqliteConnection connection, string centre)
    {
        using var row = connection.Use("""
            SELECT id, centre, next_counter, version, permutation_key FROM status_lists WHERE centre = ? AND next_counter < 131072 LIMIT 1
            """).Bind(centre);
        return row.Step() ? Read(row) : null;
    }

    private static StatusListDocument Read(SqliteStatement row) => new(row.Text(0), row.Text(1), row.Int32(2), row.Int64(3), row.Blob(4));
}
