using Credentials.StatusLists;

namespace Credentials.EvidenceStore.Storage.Sql;

internal static class StatusListRows
{
    public static StatusLease Lease(SqlConnection connection, string centre, int count, StatusListDocument proposed)
    {
        var list = FindOpen(connection, centre);
        if (list is null)
        {
            MasterKeyRows.RequireFor(connection, proposed.SealedPermutationKey);
            list = proposed with { Centre = centre, NextCounter = 0, Version = 1 };
            connection.Use("INSERT INTO status_lists(id, centre, next_counter, version, permutation_key) VALUES(?, ?, 0, 1, ?)")
                .Bind(list.Id).Bind(centre).Bind(list.SealedPermutationKey).Send();
        }
        var first = list.NextCounter;
        var taken = Math.Min(count, BitstringStatusList.Entries - first);
        connection.Use("UPDATE status_lists SET next_counter = ? WHERE id = ?").Bind(first + taken).Bind(list.Id).Send();
        return new(list with { NextCounter = first + taken }, first, taken);
    }

    public static void Change(SqlConnection connection, IReadOnlyList<StatusSlot> slots, AwardStatus status)
    {
        foreach (var slot in slots)
        {
            if (status == AwardStatus.Active)
            {
                connection.Use("DELETE FROM statuses_not_active WHERE list = ? AND place = ?").Bind(slot.List).Bind(slot.Index).Send();
            }
            else
            {
                connection.Use("INSERT INTO statuses_not_active(list, place, status) VALUES(?, ?, ?) ON CONFLICT(list, place) DO UPDATE SET status = excluded.status")
                    .Bind(slot.List).Bind(slot.Index).Bind((long)status).Send();
            }
        }
        foreach (var list in slots.Select(slot => slot.List).Distinct(StringComparer.Ordinal))
            connection.Use("UPDATE status_lists SET version = version + 1 WHERE id = ?").Bind(list).Send();
    }

    public static StatusListDocument? Find(SqlConnection connection, string id)
    {
        using var row = connection.Use("SELECT id, centre, next_counter, version, permutation_key FROM status_lists WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    /// <summary>List and entries as of one moment.</summary>
    public static StatusListEntries? ReadEntries(SqlConnection connection, string id)
    {
        connection.Use(connection.Dialect.BeginSnapshot).Run();
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

    private static StatusListDocument? FindOpen(SqlConnection connection, string centre)
    {
        using var row = connection.Use("""
            SELECT id, centre, next_counter, version, permutation_key FROM status_lists WHERE centre = ? AND next_counter < 131072 LIMIT 1
            """).Bind(centre);
        return row.Step() ? Read(row) : null;
    }

    private static StatusListDocument Read(SqlStatement row) => new(row.Text(0), row.Text(1), row.Int32(2), row.Int64(3), row.Blob(4));
}
