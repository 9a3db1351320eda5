using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>The two tables of awards, reserved and issued, which have the same columns.</summary>
internal static class AwardRows
{
    private const string Columns =
        "id, centre, achievement, achievement_version, learner, awarded_on, status, version, digest, slots, request, credential, journal, " +
        "share_version, claim_version, batch, batch_row, recorded_at";

    private const string SelectIssued = $"SELECT {Columns} FROM awards WHERE id = ?";
    private static readonly string SelectToComplete =
        $"SELECT {string.Join(", ", Columns.Split(", ").Select(column => "r." + column))}, c.state FROM reservations r " +
        "LEFT JOIN learners l ON l.id = r.learner LEFT JOIN learner_changes c ON c.learner = l.number WHERE r.id = ?";

    private const string SelectReserved = $"SELECT {Columns} FROM reservations WHERE id = ?";
    private const string InsertReserved = $"INSERT INTO reservations({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    // One text an engine, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> DeletesThatHold = new();

    // An award has the number of its record, which is added just before.
    private static readonly ConcurrentDictionary<string, string> InsertIssued = new();

    /// <summary>Looks among the issued once more at the end: outside a transaction the award may have been completed between the two looks.</summary>
    public static AwardDocument? Find(SqlConnection connection, Guid id) =>
        FindIssued(connection, id) ?? Find(connection, SelectReserved, id, AwardState.Reserved) ?? FindIssued(connection, id);

    public static AwardDocument? FindIssued(SqlConnection connection, Guid id) => Find(connection, SelectIssued, id, AwardState.Issued);

    public static ReservationOutcome Reserve(SqlConnection connection, AwardReservation reservation)
    {
        var award = reservation.Award;
        var taken = UniqueValueRows.FindOwner(connection, reservation.NaturalKey);
        if (taken is { } owner && Find(connection, owner) is { Status: not AwardStatus.Revoked } existing && !reservation.Supersedes(existing))
        {
            // The caller may complete it with the version that it was asked for by now, which must not change from here on.
            if (existing.State == AwardState.Reserved && reservation.IsSameAs(existing))
                AchievementRows.MarkAwarded(connection, award.Centre, award.AchievementId, award.AchievementVersion);
            return new ReservationOutcome.Exists(existing);
        }
        if (reservation.NewLearner is { } learner)
        {
            // Whoever sent a class list before the erasure meant the person who is being erased, not somebody new.
            if (award.BatchId is not null && LearnerRows.FindByMatch(connection, reservation.LearnerMatchKey) is { State: LearnerState.Erasing })
                return new ReservationOutcome.LearnerErased();
            if (LearnerRows.AddOrFindOther(connection, learner, reservation.LearnerMatchKey) is { } known)
                return known.State == LearnerState.Present ? new ReservationOutcome.LearnerExists(known) : new ReservationOutcome.LearnerErased();
        }
        else if (LearnerRows.FindAndHold(connection, award.LearnerId) is { State: not LearnerState.Present })
        {
            return new ReservationOutcome.LearnerErased();
        }
        LearnerTokenRows.Mark(connection, award.LearnerId, award.Centre, reservation.Marks, award.RecordedAt);
        // Gone for good, so that whoever made it cannot complete it beside this one; an award or a row that is not there is not touched.
        if (taken is { } left)
            connection.Use("DELETE FROM reservations WHERE id = ?").Bind(left).Send();
        foreach (var slot in award.StatusSlots)
            connection.Dialect.OccupyStatusIndex(connection, slot);
        AchievementRows.MarkAwarded(connection, award.Centre, award.AchievementId, award.AchievementVersion);
        if (taken is null)
            UniqueValueRows.Add(connection, reservation.NaturalKey, award.Id);
        else
            UniqueValueRows.Replace(connection, reservation.NaturalKey, award.Id);
        Insert(connection, InsertReserved, award);
        return new ReservationOutcome.Reserved();
    }

    public static CompletionOutcome Complete(SqlConnection connection, AwardCompletion completion)
    {
        if (FindToComplete(connection, completion.Id) is not { } found)
        {
            if (FindIssued(connection, completion.Id) is { } there)
                return new CompletionOutcome.Completed(there);
            return LearnerRows.Find(connection, completion.LearnerId) is { State: not LearnerState.Present }
                ? new CompletionOutcome.LearnerErased()
                : throw new InvalidOperationException($"award {completion.Id} was never reserved");
        }
        var reserved = found.Award;
        DeleteAndHold(connection, completion.Id, reserved.LearnerId);
        // Not completed behind the erasure's back; and where the erasure did not see the reservation yet, nothing of it must stay.
        if (found.IsErased)
        {
            connection.Use("DELETE FROM unique_values WHERE owner = ?").Bind(completion.Id).Send();
            return new CompletionOutcome.LearnerErased();
        }
        var issued = reserved with
        {
            State = AwardState.Issued,
            SealedCredential = completion.SealedCredential,
            AchievementVersion = completion.AchievementVersion,
            Version = reserved.Version + 1,
        };
        RecordRows.Add(connection, RecordOf(issued, completion.Facts), events: 1);
        Insert(connection, InsertIssued.GetOrAdd(connection.Dialect.LastRecordNumber, number =>
            $"INSERT INTO awards(number, {Columns}) VALUES({number}, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"), issued);
        EventRows.Add(connection, issued.Id, 0, RecordEventType.Issued, issued.RecordedAt, issued.SealedRequest);
        if (completion.LedEntry is { } entry)
            LedEntryRows.Add(connection, entry);
        foreach (var mail in completion.Mails)
            MailRows.Add(connection, mail);
        return new CompletionOutcome.Completed(issued);
    }

    public static bool Replace(SqlConnection connection, AwardDocument document, DateTimeOffset at, MailDocument? mail)
    {
        if (FindIssued(connection, document.Id) is not { } stored || stored.Version != document.Version - 1)
            return false;
        connection.Use("""
            UPDATE awards SET status = ?, version = ?, credential = ?, journal = ?, share_version = ?, claim_version = ? WHERE id = ?
            """)
            .Bind((long)document.Status).Bind(document.Version).Bind(document.SealedCredential).Bind(document.SealedJournal)
            .Bind(document.ShareVersion).Bind(document.ClaimVersion).Bind(document.Id).Send();
        if (stored.Status != document.Status)
        {
            StatusListRows.Change(connection, WalletCopyRows.SlotsOf(connection, stored), document.Status);
            RecordRows.Change(connection, document.Id, (RecordStatus)document.Status, at);
            EventRows.AddLast(connection, document.Id, document.Status.AsEvent(), at, document.SealedJournal);
            if (document.Status == AwardStatus.Revoked)
                LedEntryRows.Revoke(connection, document.Id);
        }
        if (mail is not null)
            MailRows.Add(connection, mail);
        return true;
    }

    /// <summary>The record of an issued award.</summary>
    public static RecordDocument RecordOf(AwardDocument award, RecordFacts facts) => new()
    {
        Id = award.Id,
        Source = RecordSource.Award,
        LearnerId = award.LearnerId,
        Facts = facts,
        Status = (RecordStatus)award.Status,
        RecordedAt = award.RecordedAt,
    };

    public static Page<AwardDocument> List(SqlConnection connection, AwardQuery query)
    {
        using var row = AwardSelection.Bind(connection, $"SELECT {Columns} FROM awards", query);
        var items = new List<AwardDocument>();
        while (row.Step())
        {
            if (items.Count == query.Limit)
                return new(items, items[^1].Id.ToString("N"));
            items.Add(Read(row, AwardState.Issued));
        }
        return new(items, null) { IsCursorUnknown = items.Count == 0 && !AwardSelection.KnowsCursor(connection, query) };
    }

    /// <summary>Which are wanted is found first: sorting what is sealed with them would be slow.</summary>
    public static IReadOnlyList<AwardDocument> ListOfBatch(SqlConnection connection, Guid batch, int afterRow, int limit)
    {
        using var row = connection.Use($"""
            SELECT {Columns} FROM awards
            WHERE number IN (SELECT number FROM awards WHERE batch = ? AND batch_row > ? ORDER BY batch_row LIMIT ?) ORDER BY batch_row
            """).Bind(batch).Bind(afterRow).Bind(limit);
        var items = new List<AwardDocument>();
        while (row.Step())
            items.Add(Read(row, AwardState.Issued));
        return items;
    }

    public static int CountOfBatch(SqlConnection connection, Guid batch)
    {
        using var row = connection.Use("SELECT count(*) FROM awards WHERE batch = ?").Bind(batch);
        return row.Step() ? row.Int32(0) : 0;
    }

    public static AwardDocument? FindByKey(SqlConnection connection, ReadOnlyMemory<byte> naturalKey) =>
        UniqueValueRows.FindOwner(connection, naturalKey) is { } id ? Find(connection, id) : null;

    /// <summary>For whoever counts what an award has before adding to it: of two at the same moment one is undone, and counts again.</summary>
    public static void Touch(SqlConnection connection, Guid award)
    {
        if (connection.Dialect.Holding("l").Length > 0)
            connection.Use("UPDATE awards SET version = version WHERE id = ?").Bind(award).Send();
    }

    /// <summary>Deletes the reservation and holds its learner, without a question of its own. The learner is there once, or not at all.</summary>
    private static void DeleteAndHold(SqlConnection connection, Guid id, Guid learner)
    {
        if (connection.Dialect.Holding("l") is not { Length: > 0 } holding)
        {
            connection.Use("DELETE FROM reservations WHERE id = ?").Bind(id).Send();
            return;
        }
        connection.Use(DeletesThatHold.GetOrAdd(holding, clause =>
            $"DELETE FROM reservations WHERE id = ? AND (SELECT count(*) FROM (SELECT l.number FROM learners l WHERE l.id = ?{clause}) AS held) < 2"))
            .Bind(id).Bind(learner).Send();
    }

    private static (AwardDocument Award, bool IsErased)? FindToComplete(SqlConnection connection, Guid id)
    {
        using var row = connection.Use(SelectToComplete).Bind(id);
        return row.Step() ? (Read(row, AwardState.Reserved), !row.IsNull(18) && row.Int32(18) != (int)LearnerState.Present) : null;
    }

    private static AwardDocument? Find(SqlConnection connection, string sql, Guid id, AwardState state)
    {
        using var row = connection.Use(sql).Bind(id);
        return row.Step() ? Read(row, state) : null;
    }

    private static void Insert(SqlConnection connection, string sql, AwardDocument award) => connection.Use(sql)
        .Bind(award.Id).Bind(award.Centre).Bind(award.AchievementId).Bind(award.AchievementVersion).Bind(award.LearnerId).Bind(award.AwardedOn)
        .Bind((long)award.Status).Bind(award.Version).Bind(award.ContentDigest).Bind(StatusSlotBytes.Write(award.StatusSlots))
        .Bind(award.SealedRequest).Bind(award.SealedCredential).Bind(award.SealedJournal).Bind(award.ShareVersion).Bind(award.ClaimVersion)
        .Bind(award.BatchId).Bind(award.BatchRow).Bind(award.RecordedAt).Send();

    private static AwardDocument Read(SqlStatement row, AwardState state) => new()
    {
        Id = row.Id(0),
        Centre = row.Text(1),
        AchievementId = row.Text(2),
        AchievementVersion = row.Int32(3),
        LearnerId = row.Id(4),
        AwardedOn = row.Day(5),
        State = state,
        Status = (AwardStatus)row.Int32(6),
        Version = row.Int64(7),
        ContentDigest = row.Blob(8),
        StatusSlots = StatusSlotBytes.Read(row.Span(9)),
        SealedRequest = row.Blob(10),
        SealedCredential = row.Blob(11),
        SealedJournal = row.Blob(12),
        ShareVersion = row.Int32(13),
        ClaimVersion = row.Int32(14),
        BatchId = row.IdOrNull(15),
        BatchRow = row.IsNull(16) ? null : row.Int32(16),
        RecordedAt = row.Instant(17),
    };
}
