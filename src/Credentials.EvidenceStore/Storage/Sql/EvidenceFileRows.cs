namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// Files of evidence: what belongs to the record in one table, the wrapped key in another, where rows are appended and written over in place, so that
/// a destroyed key leaves no copy behind.
/// </summary>
internal static class EvidenceFileRows
{
    public static EvidenceFileOutcome Add(SqlConnection connection, EvidenceFileDocument document)
    {
        if (!Hold(connection, document.RecordId))
            return new EvidenceFileOutcome.RecordErased();
        var existing = List(connection, document.RecordId);
        if (existing.FirstOrDefault(other => other.Mark.Span.SequenceEqual(document.Mark.Span)) is { } same)
            return new EvidenceFileOutcome.Exists(same);
        if (existing.Count >= EvidenceFileDocument.MostOfOneRecord)
            return new EvidenceFileOutcome.TooMany();
        connection.Use("INSERT INTO evidence_files(record, place, id, mark, facts, added_at) VALUES(?, ?, ?, ?, ?, ?)")
            .Bind(document.RecordId).Bind(existing.Count).Bind(document.Id).Bind(document.Mark).Bind(document.SealedFacts).Bind(document.AddedAt).Send();
        connection.Use("INSERT INTO evidence_keys(id, wrapped_key) VALUES(?, ?)").Bind(document.Id).Bind(document.WrappedKey).Send();
        return new EvidenceFileOutcome.Added();
    }

    public static IReadOnlyList<EvidenceFileDocument> List(SqlConnection connection, Guid record)
    {
        using var row = connection.Use("""
            SELECT f.id, f.mark, k.wrapped_key, f.facts, f.added_at, f.erased_at FROM evidence_files f JOIN evidence_keys k ON k.id = f.id
            WHERE f.record = ? ORDER BY f.place
            """).Bind(record);
        var found = new List<EvidenceFileDocument>();
        while (row.Step())
        {
            var erasedAt = row.InstantOrNull(5);
            found.Add(new(
                row.Id(0), record, row.Blob(1), erasedAt is null ? row.Blob(2) : default(ReadOnlyMemory<byte>), row.Blob(3), row.Instant(4), erasedAt));
        }
        return found;
    }

    public static bool Erase(SqlConnection connection, EvidenceFileDocument document)
    {
        if (connection.Use("UPDATE evidence_files SET facts = ?, erased_at = ? WHERE id = ? AND erased_at IS NULL")
            .Bind(document.SealedFacts).Bind(document.ErasedAt).Bind(document.Id).Run() == 0)
            return false;
        Overwrite(connection, document.Id);
        return true;
    }

    public static void EraseOfRecord(SqlConnection connection, Guid record)
    {
        foreach (var file in List(connection, record))
            Overwrite(connection, file.Id);
        connection.Use("DELETE FROM evidence_files WHERE record = ?").Bind(record).Send();
    }

    public static EvidenceFileState FindState(SqlConnection connection, Guid id)
    {
        using var row = connection.Use("SELECT wrapped_key FROM evidence_keys WHERE id = ?").Bind(id);
        return !row.Step() ? EvidenceFileState.Unknown : row.Span(0).ContainsAnyExcept((byte)0) ? EvidenceFileState.Kept : EvidenceFileState.Erased;
    }

    /// <summary>
    /// Whether the record is there and not erased. Its row is written as it is: an erasure at the same moment, which writes it too, and this then come one
    /// after the other.
    /// </summary>
    private static bool Hold(SqlConnection connection, Guid record) =>
        connection.Use("UPDATE awards SET version = version WHERE id = ? AND length(request) > 0").Bind(record).Run() > 0
        || connection.Use("UPDATE proofs SET version = version WHERE id = ? AND length(content) > 0").Bind(record).Run() > 0;

    private static void Overwrite(SqlConnection connection, Guid id)
    {
        int length;
        using (var row = connection.Use("SELECT wrapped_key FROM evidence_keys WHERE id = ?").Bind(id))
            length = row.Step() ? row.Span(0).Length : 0;
        connection.Use("UPDATE evidence_keys SET wrapped_key = ? WHERE id = ?").Bind(new byte[length].AsSpan()).Bind(id).Send();
    }
}
