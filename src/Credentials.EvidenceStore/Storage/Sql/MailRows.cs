using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Mails to learners. Those that were sent are many and rarely asked for: the indexes by state and by when they are due leave them out.</summary>
internal static class MailRows
{
    private const string Columns = "id, award, centre, kind, offer, state, attempts, created_at, since, next_at, fault, sent_at, version";

    private const string Select = $"SELECT {Columns} FROM mails";

    // One instance per combination, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    public static void Add(SqlConnection connection, MailDocument mail) => connection
        .Use($"INSERT INTO mails({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .Bind(mail.Id).Bind(mail.AwardId).Bind(mail.Centre).Bind((long)mail.Kind).Bind(mail.AboutId).Bind((long)mail.State).Bind(mail.Attempts)
        .Bind(mail.CreatedAt).Bind(mail.Since).Bind(mail.NextAt).Bind(mail.Fault).Bind(mail.SentAt).Bind(mail.Version).Send();

    /// <summary>Not behind the back of an erasure, which ends what is there.</summary>
    public static bool AddToPresent(SqlConnection connection, MailDocument mail)
    {
        if (AwardRows.FindIssued(connection, mail.AwardId) is not { SealedRequest.IsEmpty: false } award
            || LearnerRows.FindAndHold(connection, award.LearnerId) is not { State: LearnerState.Present })
        {
            return false;
        }
        Add(connection, mail);
        return true;
    }

    public static MailDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use($"{Select} WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static bool Replace(SqlConnection connection, MailDocument mail) => connection
        .Use("UPDATE mails SET state = ?, attempts = ?, since = ?, next_at = ?, fault = ?, sent_at = ?, version = ? WHERE id = ? AND version = ?")
        .Bind((long)mail.State).Bind(mail.Attempts).Bind(mail.Since).Bind(mail.NextAt).Bind(mail.Fault).Bind(mail.SentAt).Bind(mail.Version)
        .Bind(mail.Id).Bind(mail.Version - 1).Run() == 1;

    /// <summary>In the commit that empties the award.</summary>
    public static void EndOfErased(SqlConnection connection, Guid award) => connection
        .Use("UPDATE mails SET state = 4, next_at = NULL, fault = 'erased', version = version + 1 WHERE award = ? AND state IN (0, 2, 3)")
        .Bind(award).Send();

    /// <summary>In a database that was set back: what waits may have been sent since, and whether it is sent again is for a person to say.</summary>
    public static void LeaveUnsentToPeople(SqlConnection connection) => connection
        .Use("UPDATE mails SET state = 2, next_at = NULL, fault = 'restored', version = version + 1 WHERE state = 0").Send();

    public static IReadOnlyList<MailDocument> Claim(SqlConnection connection, MailClaim claim)
    {
        var due = new List<MailDocument>();
        using (var row = connection.Use($"{Select} WHERE state = 0 AND next_at <= ? ORDER BY next_at LIMIT ?").Bind(claim.Now).Bind(claim.Limit))
        {
            while (row.Step())
                due.Add(Read(row));
        }
        // Another process may have been quicker with one of them.
        return [.. due.Select(mail => mail with { Attempts = mail.Attempts + 1, NextAt = claim.Until, Version = mail.Version + 1 })
            .Where(mail => Replace(connection, mail))];
    }

    public static IReadOnlyList<MailDocument> ListOfAward(SqlConnection connection, Guid award)
    {
        using var row = connection.Use($"{Select} WHERE award = ? ORDER BY id").Bind(award);
        var mails = new List<MailDocument>();
        while (row.Step())
            mails.Add(Read(row));
        return mails;
    }

    public static Page<MailDocument> List(SqlConnection connection, MailQuery query)
    {
        var cursor = Guid.Empty;
        if (query.Cursor is not null && !(Guid.TryParseExact(query.Cursor, "N", out cursor) && Find(connection, cursor) is not null))
            return new([], null) { IsCursorUnknown = true };
        // Of those that are not sent there are few, whoever's they are: their index serves better than the centre's.
        var centre = query.State is null or MailState.Sent ? "centre" : connection.Dialect.Unindexed("centre");
        List<string> conditions = [];
        if (query.State is not null)
            conditions.Add(query.State == MailState.Sent ? "state = ?" : "state = ? AND state <> 1");
        if (query.Centre is not null)
            conditions.Add($"{centre} = ?");
        if (query.Cursor is not null)
            conditions.Add("id < ?");
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var statement = connection.Use(Texts.GetOrAdd($"{Select}{where} ORDER BY id DESC LIMIT ?", text => text));
        if (query.State is { } state)
            statement.Bind((long)state);
        if (query.Centre is not null)
            statement.Bind(query.Centre);
        if (query.Cursor is not null)
            statement.Bind(cursor);
        using var row = statement.Bind(query.Limit + 1);
        var items = new List<MailDocument>();
        while (row.Step())
        {
            if (items.Count == query.Limit)
                return new(items, items[^1].Id.ToString("N"));
            items.Add(Read(row));
        }
        return new(items, null);
    }

    private static MailDocument Read(SqlStatement row) => new()
    {
        Id = row.Id(0),
        AwardId = row.Id(1),
        Centre = row.Text(2),
        Kind = (MailKind)row.Int32(3),
        AboutId = row.IdOrNull(4),
        State = (MailState)row.Int32(5),
        Attempts = row.Int32(6),
        CreatedAt = row.Instant(7),
        Since = row.Instant(8),
        NextAt = row.InstantOrNull(9),
        Fault = row.TextOrNull(10),
        SentAt = row.InstantOrNull(11),
        Version = row.Int64(12),
    };
}
