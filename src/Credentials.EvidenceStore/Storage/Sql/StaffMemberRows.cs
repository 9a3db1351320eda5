namespace Credentials.EvidenceStore.Storage.Sql;

internal static class StaffMemberRows
{
    private const string Columns = "id, centre, role, version, person, mark, added_at, removed_at";

    public static bool Add(SqlConnection connection, StaffMemberDocument member, StaffActionDocument? action)
    {
        MasterKeyRows.RequireFor(connection, member.SealedPerson);
        return connection.Use($"INSERT INTO staff_members({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .Bind(member.Id).Bind(member.Centre).Bind((long)member.Role).Bind(member.Version).Bind(member.SealedPerson).Bind(member.Mark)
            .Bind(member.AddedAt).Bind(member.RemovedAt).Run() == 1 && Note(connection, action);
    }

    public static StaffMemberDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use($"SELECT {Columns} FROM staff_members WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static bool Replace(SqlConnection connection, StaffMemberDocument member, StaffActionDocument? action)
    {
        MasterKeyRows.RequireFor(connection, member.SealedPerson);
        return connection.Use("UPDATE staff_members SET role = ?, version = ?, person = ?, mark = ?, removed_at = ? WHERE id = ? AND centre = ? AND version = ?")
            .Bind((long)member.Role).Bind(member.Version).Bind(member.SealedPerson).Bind(member.Mark).Bind(member.RemovedAt)
            .Bind(member.Id).Bind(member.Centre).Bind(member.Version - 1).Run() == 1 && Note(connection, action);
    }

    public static IReadOnlyList<StaffMemberDocument> List(SqlConnection connection, string centre, bool withRemoved) => ReadAll(connection.Use(withRemoved
        ? $"SELECT {Columns} FROM staff_members WHERE centre = ? ORDER BY added_at, id"
        : $"SELECT {Columns} FROM staff_members WHERE centre = ? AND removed_at IS NULL ORDER BY added_at, id").Bind(centre));

    public static IReadOnlyList<StaffMemberDocument> FindByMark(SqlConnection connection, ReadOnlyMemory<byte> mark) => mark.IsEmpty
        ? []
        : ReadAll(connection.Use($"SELECT {Columns} FROM staff_members WHERE mark = ? AND length(mark) > 0 ORDER BY added_at, id").Bind(mark));

    private static bool Note(SqlConnection connection, StaffActionDocument? action)
    {
        if (action is not null)
            StaffActionRows.Add(connection, action);
        return true;
    }

    private static List<StaffMemberDocument> ReadAll(SqlStatement rows)
    {
        using var row = rows;
        var members = new List<StaffMemberDocument>();
        while (row.Step())
            members.Add(Read(row));
        return members;
    }

    private static StaffMemberDocument Read(SqlStatement row) =>
        new(row.Id(0), row.Text(1), row.Int32(2), row.Int64(3), row.Blob(4), row.Blob(5), row.Instant(6), row.InstantOrNull(7));
}
