namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Batches, with their input in a table of its own: it is large, and progress is written often.</summary>
internal static class BatchRows
{
    private const string Columns =
        "id, centre, state, version, input_type, rows_done, total, awarded, existing, rejected, errors, created_at, finished_at, " +
        "owner, leased_until, added_by";

    public static void Add(SqlConnection connection, BatchDocument batch, ReadOnlyMemory<byte> sealedInput)
    {
        MasterKeyRows.RequireFor(connection, batch.SealedErrors);
        MasterKeyRows.RequireFor(connection, sealedInput);
        connection.Use($"INSERT INTO batches({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(batch.Id).Bind(batch.Centre).Bind(batch.State).Bind(batch.Version).Bind(batch.InputType).Bind(batch.RowsDone).Bind(batch.Total)
            .Bind(batch.Awarded).Bind(batch.Existing).Bind(batch.Rejected).Bind(batch.SealedErrors).Bind(batch.CreatedAt).Bind(batch.FinishedAt)
            .Bind(batch.Owner).Bind(batch.LeasedUntil).Bind(batch.AddedBy).Send();
        if (BatchStates.KeepsInput(batch.State))
            connection.Use("INSERT INTO batch_inputs(id, input) VALUES(?, ?)").Bind(batch.Id).Bind(sealedInput).Send();
    }

    public static BatchDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use($"SELECT {Columns} FROM batches WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static ReadOnlyMemory<byte>? ReadInput(SqlConnection connection, Guid id)
    {
        using var row = connection.Use("SELECT input FROM batch_inputs WHERE id = ?").Bind(id);
        return row.Step() ? row.Blob(0) : default(ReadOnlyMemory<byte>?);
    }

    public static bool Replace(SqlConnection connection, BatchDocument batch)
    {
        MasterKeyRows.RequireFor(connection, batch.SealedErrors);
        var isReplaced = connection.Use("""
            UPDATE batches SET state = ?, version = ?, rows_done = ?, total = ?, awarded = ?, existing = ?, rejected = ?, errors = ?, finished_at = ?,
                owner = ?, leased_until = ?
            WHERE id = ? AND version = ?
            """)
            .Bind(batch.State).Bind(batch.Version).Bind(batch.RowsDone).Bind(batch.Total).Bind(batch.Awarded).Bind(batch.Existing)
            .Bind(batch.Rejected).Bind(batch.SealedErrors).Bind(batch.FinishedAt).Bind(batch.Owner).Bind(batch.LeasedUntil)
            .Bind(batch.Id).Bind(batch.Version - 1).Run() == 1;
        if (isReplaced && !BatchStates.KeepsInput(batch.State))
            connection.Use("DELETE FROM batch_inputs WHERE id = ?").Bind(batch.Id).Send();
        return isReplaced;
    }

    public static bool ReplaceInput(SqlConnection connection, BatchDocument batch, ReadOnlyMemory<byte> sealedInput)
    {
        MasterKeyRows.RequireFor(connection, sealedInput);
        if (!Replace(connection, batch))
            return false;
        connection.Use("UPDATE batch_inputs SET input = ? WHERE id = ?").Bind(sealedInput).Bind(batch.Id).Send();
        return true;
    }

    public static bool Delete(SqlConnection connection, Guid id, long version)
    {
        if (connection.Use("DELETE FROM batches WHERE id = ? AND version = ?").Bind(id).Bind(version).Run() != 1)
            return false;
        connection.Use("DELETE FROM batch_inputs WHERE id = ?").Bind(id).Send();
        return true;
    }

    public static IReadOnlyList<BatchDocument> ListRunning(SqlConnection connection)
    {
        using var row = connection.Use($"SELECT {Columns} FROM batches WHERE state = 'running' ORDER BY created_at");
        return ReadAll(row);
    }

    public static IReadOnlyList<BatchDocument> ListWaiting(SqlConnection connection)
    {
        using var row = connection.Use($"SELECT {Columns} FROM batches WHERE state IN ('draft', 'paused') ORDER BY created_at");
        return ReadAll(row);
    }

    public static Page<BatchDocument> ListOfCentre(SqlConnection connection, string centre, string? cursor, int limit)
    {
        if (cursor is not null && !(Guid.TryParseExact(cursor, "N", out var last) && Find(connection, last) is { } known && known.Centre == centre))
            return new([], null) { IsCursorUnknown = true };
        using var row = cursor is null
            ? connection.Use($"SELECT {Columns} FROM batches WHERE centre = ? ORDER BY id DESC LIMIT ?").Bind(centre).Bind(limit + 1)
            : connection.Use($"SELECT {Columns} FROM batches WHERE centre = ? AND id < ? ORDER BY id DESC LIMIT ?")
                .Bind(centre).Bind(Guid.ParseExact(cursor, "N")).Bind(limit + 1);
        var found = ReadAll(row);
        return found.Count > limit ? new([.. found.Take(limit)], found[limit - 1].Id.ToString("N")) : new(found, null);
    }

    public static IReadOnlyList<BatchDocument> List(SqlConnection connection, string centre)
    {
        using var row = connection.Use($"SELECT {Columns} FROM batches WHERE centre = ? AND (state IN ('running', 'draft', 'paused') OR length(errors) > 0) ORDER BY created_at").Bind(centre);
        return ReadAll(row);
    }

    private static List<BatchDocument> ReadAll(SqlStatement row)
    {
        var found = new List<BatchDocument>();
        while (row.Step())
            found.Add(Read(row));
        return found;
    }

    private static BatchDocument Read(SqlStatement row) => new()
    {
        Id = row.Id(0),
        Centre = row.Text(1),
        State = row.Text(2),
        Version = row.Int64(3),
        InputType = row.Text(4),
        RowsDone = row.Int32(5),
        Total = row.Int32(6),
        Awarded = row.Int32(7),
        Existing = row.Int32(8),
        Rejected = row.Int32(9),
        SealedErrors = row.Blob(10),
        CreatedAt = row.Instant(11),
        FinishedAt = row.InstantOrNull(12),
        Owner = row.TextOrNull(13),
        LeasedUntil = row.InstantOrNull(14),
        AddedBy = row.TextOrNull(15),
    };
}
