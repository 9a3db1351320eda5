using Credentials.StatusLists;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// What must be changed in a copy of the database before anyone works with it: since it was taken the original may have gone on, and what it gave out after
/// that is not known here.
/// </summary>
internal static class RestoredRows
{
    /// <summary>
    /// Closes every status list for new leases: an index beyond those in the copy may stand in a credential that was issued later. Drops reservations for
    /// the same reason; nothing of them was acknowledged, and their natural keys are taken over by whoever asks again. What is not sent in LED's outbox
    /// may have been, and so may a mail that waits: a person decides. The log must not go on under its name, under which it may have gone on already. Class lists under way need nothing: their leases lapse.
    /// </summary>
    public static void MakeReady(SqlConnection connection)
    {
        connection.Use("UPDATE status_lists SET next_counter = ? WHERE next_counter < ?")
            .Bind(BitstringStatusList.Entries).Bind(BitstringStatusList.Entries).Send();
        connection.Use("DELETE FROM reservations").Send();
        // An offer or a nonce that was open in the copy may have been used since.
        connection.Use("DELETE FROM short_lived").Send();
        // Sessions end: a version that the original reached after the copy must not stand for what it was there.
        connection.Use("UPDATE staff_members SET version = version + ?").Bind(RestoreMark.VersionsApart).Send();
        LedEntryRows.DoubtUnsent(connection);
        MailRows.LeaveUnsentToPeople(connection);
        LogEpochRows.Cut(connection);
    }

    /// <summary>Leaves word of which back-up this is and when it was restored; every restore has a value of its own.</summary>
    /// <param name="connection">To the copy.</param>
    /// <param name="value">See <see cref="RestoreMark.Of"/>.</param>
    public static void Mark(SqlConnection connection, string value) =>
        connection.Use("INSERT INTO settings(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value")
            .Bind(RestoreMark.Setting).Bind(value).Send();
}
