using System.Collections.Concurrent;
using System.Globalization;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Which master key is current, and what lies under others.</summary>
internal static class MasterKeyRows
{
    // One text an engine, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Current = new();

    /// <summary>
    /// Makes sure that this is the current master key, until the transaction ends: whoever replaces it waits for the transaction, or undoes it.
    /// A database whose master key nobody has named yet takes any.
    /// </summary>
    /// <exception cref="MasterKeyReplacedException">Another one is.</exception>
    public static void Require(SqlConnection connection, string keyId)
    {
        var current = connection.MasterKeyInTransaction ??= Find(connection);
        if (current.Length > 0 && current != keyId)
            throw new MasterKeyReplacedException($"The master key {keyId} was replaced by {current}.");
    }

    /// <summary>As <see cref="Require"/>, for a value that begins with the key's id; nothing needs no key.</summary>
    public static void RequireFor(SqlConnection connection, ReadOnlyMemory<byte> bytes)
    {
        if (!bytes.IsEmpty)
            Require(connection, MasterKeyNames.IdIn(bytes.Span));
    }

    public static bool ReplaceSetting(SqlConnection connection, SettingDocument document, string expected) =>
        connection.Use("UPDATE settings SET value = ? WHERE name = ? AND value = ?").Bind(document.Value).Bind(document.Name).Bind(expected).Run() == 1;

    public static Page<MasterSealed> ListUnderOthers(SqlConnection connection, MasterSealedKind kind, string keyId, string? cursor, int limit)
    {
        using var row = BindCursor(connection.Use(SelectOf(kind)), kind, cursor);
        if (kind == MasterSealedKind.LearnerKey)
            row.Bind(keyId);
        else
            row.Bind(Convert.FromHexString(keyId));
        row.Bind(limit + 1);
        var items = new List<MasterSealed>();
        string? next = null;
        while (row.Step())
        {
            if (items.Count == limit)
                return new(items, next);
            var owner = kind == MasterSealedKind.PermutationKey ? row.Text(1) : row.Id(1).ToString("N");
            items.Add(new(kind, owner, kind == MasterSealedKind.LearnerKey ? row.Text(3) : null, row.Blob(2)));
            next = IsByNumber(kind) ? row.Int64(0).ToString(CultureInfo.InvariantCulture) : owner;
        }
        return new(items, null);
    }

    public static int Reseal(SqlConnection connection, string keyId, IReadOnlyList<Resealed> items)
    {
        Require(connection, keyId);
        return items.Sum(item => Reseal(connection, keyId, item));
    }

    private static int Reseal(SqlConnection connection, string keyId, Resealed item)
    {
        var (kind, owner, _, was) = item.Was;
        switch (kind)
        {
            case MasterSealedKind.LearnerKey when item.Bytes.Length != was.Length:
                throw new ArgumentException("a learner's key never changes its length", nameof(item));
            case MasterSealedKind.LearnerKey:
                return connection.Use("UPDATE learners SET master_key = ?, wrapped_key = ? WHERE id = ? AND wrapped_key = ?")
                    .Bind(keyId).Bind(item.Bytes).Bind(Guid.Parse(owner)).Bind(was).Run();
            case MasterSealedKind.Erasure:
                return connection.Use("""
                    UPDATE learner_changes SET erasure = ?, version = version + 1 WHERE learner = (SELECT number FROM learners WHERE id = ?) AND erasure = ?
                    """).Bind(item.Bytes).Bind(Guid.Parse(owner)).Bind(was).Run();
            case MasterSealedKind.PermutationKey:
                return connection.Use("UPDATE status_lists SET permutation_key = ? WHERE id = ? AND permutation_key = ?")
                    .Bind(item.Bytes).Bind(owner).Bind(was).Run();
            case MasterSealedKind.BatchInput:
                return connection.Use("UPDATE batch_inputs SET input = ? WHERE id = ? AND input = ?").Bind(item.Bytes).Bind(Guid.Parse(owner)).Bind(was).Run();
            case MasterSealedKind.BatchErrors:
                return connection.Use("UPDATE batches SET errors = ? WHERE id = ? AND errors = ?").Bind(item.Bytes).Bind(Guid.Parse(owner)).Bind(was).Run();
            case MasterSealedKind.StaffPerson:
                return connection.Use("UPDATE staff_members SET person = ? WHERE id = ? AND person = ?").Bind(item.Bytes).Bind(Guid.Parse(owner)).Bind(was).Run();
            default:
                throw new ArgumentOutOfRangeException(nameof(item));
        }
    }

    private static string Find(SqlConnection connection)
    {
        using var row = connection.Use(Current.GetOrAdd(connection.Dialect.Holding("settings"), holding => $"SELECT value FROM settings WHERE name = ?{holding}"))
            .Bind(MasterKeyNames.Setting);
        return row.Step() ? row.Text(0) : "";
    }

    private static bool IsByNumber(MasterSealedKind kind) => kind is MasterSealedKind.LearnerKey or MasterSealedKind.Erasure;

    private static SqlStatement BindCursor(SqlStatement statement, MasterSealedKind kind, string? cursor) => kind switch
    {
        MasterSealedKind.PermutationKey => statement.Bind(cursor ?? ""),
        _ when IsByNumber(kind) => statement.Bind(cursor is null ? 0 : long.Parse(cursor, NumberStyles.None, CultureInfo.InvariantCulture)),
        _ => statement.Bind(cursor is null ? Guid.Empty : Guid.Parse(cursor)),
    };

    private static string SelectOf(MasterSealedKind kind) => kind switch
    {
        MasterSealedKind.LearnerKey => "SELECT number, id, wrapped_key, master_key FROM learners WHERE number > ? AND master_key <> ? ORDER BY number LIMIT ?",
        MasterSealedKind.Erasure => """
            SELECT c.learner, l.id, c.erasure FROM learner_changes c JOIN learners l ON l.number = c.learner
            WHERE c.learner > ? AND length(c.erasure) > 0 AND substr(c.erasure, 1, 4) <> ? ORDER BY c.learner LIMIT ?
            """,
        MasterSealedKind.PermutationKey => "SELECT 0, id, permutation_key FROM status_lists WHERE id > ? AND substr(permutation_key, 1, 4) <> ? ORDER BY id LIMIT ?",
        MasterSealedKind.BatchInput => """
            SELECT 0, id, input FROM batch_inputs WHERE id > ? AND length(input) > 0 AND substr(input, 1, 4) <> ? ORDER BY id LIMIT ?
            """,
        MasterSealedKind.BatchErrors => "SELECT 0, id, errors FROM batches WHERE id > ? AND length(errors) > 0 AND substr(errors, 1, 4) <> ? ORDER BY id LIMIT ?",
        MasterSealedKind.StaffPerson => "SELECT 0, id, person FROM staff_members WHERE id > ? AND length(person) > 0 AND substr(person, 1, 4) <> ? ORDER BY id LIMIT ?",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
