namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Copies of awards in wallets, each with a status index that follows the award's status.</summary>
internal static class WalletCopyRows
{
    private const string Columns = "id, award, list, place, form, issued_at, fingerprint, is_dropped";

    public static bool Add(SqlConnection connection, IReadOnlyList<WalletCopyDocument> copies)
    {
        if (copies.Count == 0)
            return true;
        if (AwardRows.FindIssued(connection, copies[0].AwardId) is not { Status: not AwardStatus.Revoked, SealedRequest.IsEmpty: false } award)
            return false;
        foreach (var copy in copies)
        {
            connection.Dialect.OccupyStatusIndex(connection, copy.Slot);
            connection.Use($"INSERT INTO wallet_copies({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?)")
                .Bind(copy.Id).Bind(award.Id).Bind(copy.Slot.List).Bind(copy.Slot.Index).Bind(copy.Form).Bind(copy.IssuedAt)
                .Bind(copy.Fingerprint).Bind(copy.IsDropped ? 1 : 0).Send();
        }
        if (award.Status != AwardStatus.Active)
            StatusListRows.Change(connection, [.. copies.Select(copy => copy.Slot)], award.Status);
        // Whoever changes the award's status meanwhile reads the copies that he sees: of the two one must be undone and run again.
        connection.Use("UPDATE awards SET claim_version = claim_version WHERE id = ?").Bind(award.Id).Send();
        return true;
    }

    public static IReadOnlyList<WalletCopyDocument> List(SqlConnection connection, Guid award)
    {
        using var row = connection.Use($"SELECT {Columns} FROM wallet_copies WHERE award = ? ORDER BY issued_at, id").Bind(award);
        var copies = new List<WalletCopyDocument>();
        while (row.Step())
            copies.Add(new(row.Id(0), row.Id(1), new(row.Text(2), row.Int32(3)), row.Text(4), row.Instant(5), row.TextOrNull(6), row.Int32(7) == 1));
        return copies;
    }

    public static bool Drop(SqlConnection connection, Guid award, Guid copy)
    {
        if (List(connection, award).FirstOrDefault(given => given.Id == copy) is not { IsDropped: false } found)
            return false;
        connection.Use("UPDATE wallet_copies SET is_dropped = 1 WHERE award = ? AND id = ?").Bind(award).Bind(copy).Send();
        StatusListRows.Change(connection, [found.Slot], AwardStatus.Revoked);
        return true;
    }

    /// <summary>Every index that follows the award's status: its own, and those of its copies that were not dropped.</summary>
    public static IReadOnlyList<StatusSlot> SlotsOf(SqlConnection connection, AwardDocument award) =>
        [.. award.StatusSlots, .. List(connection, award.Id).Where(copy => !copy.IsDropped).Select(copy => copy.Slot)];
}
