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

    public static void Add(SqlConnection connection, LearnerDocument learner, ReadOnlyMemory<byte> matchKey)
    {
        UniqueValueRows.Add(connection, matchKey, learner.Id);
        connection.Use("INSERT INTO learners(id, master_key, wrapped_key) VALUES(?, ?, ?)")
            .Bind(learner.Id).Bind(learner.MasterKeyId).Bind(learner.WrappedKey).Send();
    }
}
