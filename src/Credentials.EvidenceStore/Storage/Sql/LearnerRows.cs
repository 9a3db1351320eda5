namespace Credentials.EvidenceStore.Storage.Sql;

internal static class LearnerRows
{
    public static LearnerDocument? Find(SqlConnection connection, Guid id)
    {
        using var row = connection.Use("SELECT master_key, wrapped_key FROM learners WHERE id = ?").Bind(id);
        return row.Step() ? new(id, row.Text(0), row.Blob(1)) : null;
    }

    public static LearnerDocument? FindByMatch(SqlConnection connection, ReadOnlyMemory<byte> matchKey) =>
        UniqueValueRows.FindOwner(connection, matchKey) is { } id ? Find(connection, id) : null;

    /// <summary>Adds a learner who is new; the one that came first where the match key is taken by another.</summary>
    public static LearnerDocument? AddOrFindOther(SqlConnection connection, LearnerDocument learner, ReadOnlyMemory<byte> matchKey)
    {
        var known = UniqueValueRows.FindOwner(connection, matchKey);
        if (known is { } id && id != learner.Id)
            return Find(connection, id) ?? throw new InvalidOperationException("the match key's learner is not there");
        if (known is null)
            Add(connection, learner, matchKey);
        return null;
    }

    public static void Add(SqlConnection connection, LearnerDocument learner, ReadOnlyMemory<byte> matchKey)
    {
        UniqueValueRows.Add(connection, matchKey, learner.Id);
        connection.Use("INSERT INTO learners(id, master_key, wrapped_key) VALUES(?, ?, ?)")
            .Bind(learner.Id).Bind(learner.MasterKeyId).Bind(learner.WrappedKey).Send();
    }
}
