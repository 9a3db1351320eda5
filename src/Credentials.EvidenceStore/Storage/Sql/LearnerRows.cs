using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// Learners, each with its key in a row that never changes its size, and what few of them have besides in a table of its own: a row that grows moves its
/// neighbours, and what moves leaves traces, of which a destroyed key must have none.
/// </summary>
internal static class LearnerRows
{
    public const string Columns =
        "l.id, l.master_key, l.wrapped_key, c.version, c.state, c.alias_of, c.erasure, c.erased_at";

    public const string Tables = "learners l LEFT JOIN learner_changes c ON c.learner = l.number";

    // One text an engine, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Holding = new();

    public static LearnerDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use($"SELECT {Columns} FROM {Tables} WHERE l.id = ?").Bind(id);
        return row.Step() ? Read(row) : null;
    }

    /// <summary>
    /// For whoever adds something for the learner: nobody begins to erase the learner until this transaction has ended, and a transaction that comes after
    /// such a beginning is undone and sees it when it runs again.
    /// </summary>
    public static LearnerDocument? FindAndHold(SqlConnection connection, Guid id)
    {
        var sql = Holding.GetOrAdd(connection.Dialect.Holding("l"), holding => $"SELECT {Columns} FROM {Tables} WHERE l.id = ?{holding}");
        using var row = connection.Use(sql).Bind(id);
        return row.Step() ? Read(row) : null;
    }

    public static LearnerDocument? FindByMatch(SqlConnection connection, ReadOnlyMemory<byte> matchKey) =>
        UniqueValueRows.FindOwner(connection, matchKey) is { } id ? Find(connection, id) : null;

    /// <summary>
    /// Adds the learner under the match key, unless another has it; then answers that one. Who is being erased has nothing any more, and is answered only
    /// where it is this very learner, whom nothing can be added for.
    /// </summary>
    public static LearnerDocument? AddOrFindOther(SqlConnection connection, LearnerDocument learner, ReadOnlyMemory<byte> matchKey)
    {
        var owner = UniqueValueRows.FindOwner(connection, matchKey);
        if (owner == learner.Id)
            return FindAndHold(connection, learner.Id) is { State: not LearnerState.Present } going ? going : null;
        if (owner is null)
            UniqueValueRows.Add(connection, matchKey, learner.Id);
        else if (Find(connection, owner.Value) is { State: LearnerState.Present } present)
            return present;
        else
            UniqueValueRows.Replace(connection, matchKey, learner.Id);
        Add(connection, learner);
        return null;
    }

    public static void Add(SqlConnection connection, LearnerDocument learner)
    {
        MasterKeyRows.Require(connection, learner.MasterKeyId);
        connection.Use("INSERT INTO learners(id, master_key, wrapped_key) VALUES(?, ?, ?)")
            .Bind(learner.Id).Bind(learner.MasterKeyId).Bind(learner.WrappedKey).Send();
    }

    public static bool AddMatch(SqlConnection connection, Guid learner, ReadOnlyMemory<byte> matchKey)
    {
        if (UniqueValueRows.FindOwner(connection, matchKey) is not null || FindAndHold(connection, learner) is not { State: LearnerState.Present })
            return false;
        UniqueValueRows.Add(connection, matchKey, learner);
        return true;
    }

    public static IReadOnlyList<LearnerDocument> ListAliases(SqlConnection connection, Guid learner)
    {
        using var row = connection.Use($"SELECT {Columns} FROM learner_changes c JOIN learners l ON l.number = c.learner WHERE c.alias_of = ? ORDER BY l.number")
            .Bind(learner);
        var found = new List<LearnerDocument>();
        while (row.Step())
            found.Add(Read(row));
        return found;
    }

    /// <summary>Who is whom; few learners have aliases.</summary>
    public static LearnerHeads ListHeads(SqlConnection connection)
    {
        using var row = connection.Use("SELECT l.id, c.alias_of FROM learner_changes c JOIN learners l ON l.number = c.learner WHERE c.alias_of IS NOT NULL");
        var heads = new LearnerHeads();
        while (row.Step())
            heads.Join(row.Id(0), row.Id(1));
        return heads;
    }

    public static IReadOnlyList<LearnerDocument> ListErasing(SqlConnection connection)
    {
        using var row = connection.Use($"SELECT {Columns} FROM learner_changes c JOIN learners l ON l.number = c.learner WHERE c.state = 1 ORDER BY l.number");
        var found = new List<LearnerDocument>();
        while (row.Step())
            found.Add(Read(row));
        return found;
    }

    public static bool Replace(SqlConnection connection, LearnerDocument document)
    {
        if (Find(connection, document.Id) is not { } stored || stored.Version != document.Version - 1)
            return false;
        if (!document.SealedErasure.Span.SequenceEqual(stored.SealedErasure.Span))
            MasterKeyRows.RequireFor(connection, document.SealedErasure);
        // An alias of who is being erased would be left behind, alone.
        if (document.AliasOf is { } other && other != stored.AliasOf && FindAndHold(connection, other) is not { State: LearnerState.Present })
            return false;
        if (document.State != stored.State)
            Touch(connection, document.Id);
        connection.Use(stored.Version == 1
            ? """
              INSERT INTO learner_changes(version, state, alias_of, erasure, erased_at, learner)
              SELECT ?, ?, ?, ?, ?, number FROM learners WHERE id = ?
              """
            : """
              UPDATE learner_changes SET version = ?, state = ?, alias_of = ?, erasure = ?, erased_at = ?
              WHERE learner = (SELECT number FROM learners WHERE id = ?)
              """)
            .Bind(document.Version).Bind((long)document.State).Bind(document.AliasOf).Bind(document.SealedErasure).Bind(document.ErasedAt)
            .Bind(document.Id).Send();
        if (document.State == LearnerState.Erased)
            Overwrite(connection, document.Id);
        return true;
    }

    public static LearnerDocument Read(SqlStatement row)
    {
        var state = row.IsNull(4) ? LearnerState.Present : (LearnerState)row.Int32(4);
        return new(row.Id(0), row.Text(1), state == LearnerState.Erased ? default(ReadOnlyMemory<byte>) : row.Blob(2))
        {
            Version = row.IsNull(3) ? 1 : row.Int64(3),
            State = state,
            AliasOf = row.IdOrNull(5),
            SealedErasure = row.IsNull(6) ? default(ReadOnlyMemory<byte>) : row.Blob(6),
            ErasedAt = row.InstantOrNull(7),
        };
    }

    /// <summary>Changes the row itself, which is held by whoever adds something for the learner: one of the two is undone and runs again.</summary>
    private static void Touch(SqlConnection connection, Guid learner)
    {
        if (connection.Dialect.Holding("l").Length > 0)
            connection.Use("UPDATE learners SET master_key = master_key WHERE id = ?").Bind(learner).Send();
    }

    /// <summary>Zeros of the same length: an engine that writes in place then writes over the key itself.</summary>
    private static void Overwrite(SqlConnection connection, Guid learner)
    {
        int length;
        using (var row = connection.Use("SELECT wrapped_key FROM learners WHERE id = ?").Bind(learner))
            length = row.Step() ? row.Span(0).Length : 0;
        connection.Use("UPDATE learners SET wrapped_key = ? WHERE id = ?").Bind(new byte[length].AsSpan()).Bind(learner).Send();
    }
}
