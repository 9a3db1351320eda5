using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>What learners ask for. Those that wait for an answer are few: an index of their own finds them.</summary>
internal static class LearnerRequestRows
{
    private const string Columns = "id, award, centre, kind, state, version, content, answer, made_at, closed_at, closed_by";

    private const string Select = $"SELECT {Columns} FROM learner_requests";

    // One instance per combination, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    /// <summary>Not behind the back of an erasure, which empties what is there.</summary>
    public static AddedToAward AddToPresent(SqlConnection connection, LearnerRequestDocument request, LearnerRequestLimits? limits)
    {
        if (AwardRows.FindIssued(connection, request.AwardId) is not { SealedRequest.IsEmpty: false } award
            || LearnerRows.FindAndHold(connection, award.LearnerId) is not { State: LearnerState.Present })
        {
            return AddedToAward.NotThere;
        }
        if (limits is not null)
        {
            AwardRows.Touch(connection, award.Id);
            if (!limits.Allow(ListOfAward(connection, award.Id), request.Kind))
                return AddedToAward.TooMany;
        }
        connection.Use($"INSERT INTO learner_requests({Columns}) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(request.Id).Bind(request.AwardId).Bind(request.Centre).Bind((long)request.Kind).Bind((long)request.State).Bind(request.Version)
            .Bind(request.SealedContent).Bind(request.SealedAnswer).Bind(request.MadeAt).Bind(request.ClosedAt).Bind(request.ClosedBy).Send();
        return AddedToAward.Added;
    }

    public static LearnerRequestDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use($"{Select} WHERE id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static bool Replace(SqlConnection connection, LearnerRequestDocument request, MailDocument? mail)
    {
        if (connection.Use("UPDATE learner_requests SET state = ?, version = ?, answer = ?, closed_at = ?, closed_by = ? WHERE id = ? AND version = ?")
            .Bind((long)request.State).Bind(request.Version).Bind(request.SealedAnswer).Bind(request.ClosedAt).Bind(request.ClosedBy).Bind(request.Id)
            .Bind(request.Version - 1).Run() == 0)
            return false;
        if (mail is not null)
            MailRows.AddToPresent(connection, mail);
        return true;
    }

    /// <summary>In the commit that empties the award. Who asked to be forgotten is.</summary>
    public static void EndOfErased(SqlConnection connection, Guid award, DateTimeOffset at)
    {
        connection.Use("UPDATE learner_requests SET content = ?, answer = ?, version = version + 1 WHERE award = ?")
            .Bind(ReadOnlyMemory<byte>.Empty).Bind(ReadOnlyMemory<byte>.Empty).Bind(award).Send();
        connection.Use("UPDATE learner_requests SET state = CASE WHEN kind = 1 THEN 2 ELSE 5 END, closed_at = ? WHERE award = ? AND state IN (0, 1, 6)")
            .Bind(at).Bind(award).Send();
    }

    public static IReadOnlyList<LearnerRequestDocument> ListOfAward(SqlConnection connection, Guid award)
    {
        using var row = connection.Use($"{Select} WHERE award = ? ORDER BY id DESC").Bind(award);
        var requests = new List<LearnerRequestDocument>();
        while (row.Step())
            requests.Add(Read(row));
        return requests;
    }

    public static Page<LearnerRequestDocument> List(SqlConnection connection, LearnerRequestQuery query)
    {
        var cursor = Guid.Empty;
        if (query.Cursor is not null && !(Guid.TryParseExact(query.Cursor, "N", out cursor) && Find(connection, cursor) is { } before
            && (query.Centre is null || before.Centre == query.Centre)))
            return new([], null) { IsCursorUnknown = true };
        List<string> conditions = [];
        if (query.States.Count > 0)
            conditions.Add($"state IN ({string.Join(", ", query.States.Select(state => (int)state).Order())})");
        if (query.Centre is not null)
            conditions.Add("centre = ?");
        if (query.Kind is not null)
            conditions.Add("kind = ?");
        if (query.Cursor is not null)
            conditions.Add("id < ?");
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var statement = connection.Use(Texts.GetOrAdd($"{Select}{where} ORDER BY id DESC LIMIT ?", text => text));
        if (query.Centre is not null)
            statement.Bind(query.Centre);
        if (query.Kind is { } kind)
            statement.Bind((long)kind);
        if (query.Cursor is not null)
            statement.Bind(cursor);
        using var row = statement.Bind(query.Limit + 1);
        var items = new List<LearnerRequestDocument>();
        while (row.Step())
        {
            if (items.Count == query.Limit)
                return new(items, items[^1].Id.ToString("N"));
            items.Add(Read(row));
        }
        return new(items, null);
    }

    private static LearnerRequestDocument Read(SqlStatement row) => new(
        row.Id(0), row.Id(1), row.Text(2), (LearnerRequestKind)row.Int32(3), (LearnerRequestState)row.Int32(4), row.Int64(5), row.Blob(6), row.Blob(7),
        row.Instant(8), row.InstantOrNull(9), row.TextOrNull(10));
}
