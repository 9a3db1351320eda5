namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Takes the person out of records, and a learner out of the index. The clear facts of a record stay.</summary>
internal static class ErasureRows
{
    private static readonly ReadOnlyMemory<byte> Nothing = ReadOnlyMemory<byte>.Empty;
    private static readonly ReadOnlyMemory<byte> NoDigest = new byte[16];

    public static bool EraseRecord(
        SqlConnection connection, Guid record, IReadOnlyList<ReadOnlyMemory<byte>> freed, bool revokes, DateTimeOffset at, ReadOnlyMemory<byte> signatures)
    {
        if (AwardRows.FindIssued(connection, record) is { } award)
        {
            if (award.SealedRequest.IsEmpty)
                return false;
            EraseAward(connection, award, revokes, at, signatures);
        }
        else if (ProofRows.Find(connection, record) is { SealedContent.IsEmpty: false })
        {
            connection.Use("UPDATE proofs SET version = version + 1, digest = ?, content = ?, journal = ? WHERE id = ?")
                .Bind(NoDigest).Bind(Nothing).Bind(Nothing).Bind(record).Send();
        }
        else
        {
            return false;
        }
        EvidenceFileRows.EraseOfRecord(connection, record);
        // A value that has another owner by now was taken by somebody new.
        foreach (var value in freed)
            connection.Use("DELETE FROM unique_values WHERE value = ? AND owner = ?").Bind(value).Bind(record).Send();
        EventRows.AddErased(connection, record, at);
        return true;
    }

    /// <summary>What an erasure has to find before it can delete it: SQLite has no index for that, and looks through its tables.</summary>
    public static Traces FindTraces(SqlConnection connection, Guid learner)
    {
        var values = new List<ReadOnlyMemory<byte>>();
        using (var row = connection.Use("SELECT value FROM unique_values WHERE owner = ? OR owner IN (SELECT id FROM reservations WHERE learner = ?)")
            .Bind(learner).Bind(learner))
        {
            while (row.Step())
                values.Add(row.Blob(0));
        }
        var tokens = new List<long>();
        using (var row = connection.Use("SELECT token FROM learner_tokens WHERE learner = (SELECT number FROM learners WHERE id = ?)").Bind(learner))
        {
            while (row.Step())
                tokens.Add(row.Int64(0));
        }
        return new(values, tokens);
    }

    public static bool EraseLearner(SqlConnection connection, LearnerDocument document, Traces traces)
    {
        if (!LearnerRows.Replace(connection, document))
            return false;
        foreach (var value in traces.Values)
        {
            connection.Use("DELETE FROM unique_values WHERE value = ? AND (owner = ? OR owner IN (SELECT id FROM reservations WHERE learner = ?))")
                .Bind(value).Bind(document.Id).Bind(document.Id).Send();
        }
        foreach (var token in traces.Tokens)
        {
            connection.Use("DELETE FROM learner_tokens WHERE token = ? AND learner = (SELECT number FROM learners WHERE id = ?)")
                .Bind(token).Bind(document.Id).Send();
        }
        connection.Use("DELETE FROM reservations WHERE learner = ?").Bind(document.Id).Send();
        connection.Use("DELETE FROM possible_doubles WHERE older = ? OR newer = ?").Bind(document.Id).Bind(document.Id).Send();
        LookupRows.ErasePurposes(connection, document.Id);
        return true;
    }

    private static void EraseAward(SqlConnection connection, AwardDocument award, bool revokes, DateTimeOffset at, ReadOnlyMemory<byte> signatures)
    {
        var status = revokes ? AwardStatus.Revoked : award.Status;
        connection.Use("""
            UPDATE awards SET status = ?, version = version + 1, digest = ?, request = ?, credential = ?, journal = ?, share_version = share_version + 1,
                claim_version = claim_version + 1, batch = NULL, batch_row = NULL
            WHERE id = ?
            """).Bind((long)status).Bind(NoDigest).Bind(Nothing).Bind(signatures).Bind(Nothing).Bind(award.Id).Send();
        connection.Use("UPDATE shares SET version = version + 1, purpose = ?, documents = ?, is_withdrawn = 1 WHERE award = ?")
            .Bind(Nothing).Bind(Nothing).Bind(award.Id).Send();
        MailRows.EndOfErased(connection, award.Id);
        ShareOpeningRows.EraseOfAward(connection, award.Id);
        LearnerRequestRows.EndOfErased(connection, award.Id, at);
        if (status == award.Status)
        {
            LedEntryRows.Drop(connection, award.Id);
            return;
        }
        LedEntryRows.Revoke(connection, award.Id);
        StatusListRows.Change(connection, WalletCopyRows.SlotsOf(connection, award), status);
        RecordRows.Change(connection, award.Id, (RecordStatus)status, at);
        EventRows.AddLast(connection, award.Id, RecordEventType.Revoked, at, Nothing);
    }

    /// <summary>Keys and index entries that lead to a learner.</summary>
    internal sealed record Traces(IReadOnlyList<ReadOnlyMemory<byte>> Values, IReadOnlyList<long> Tokens);
}
