using System.Collections.Concurrent;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Proofs from outside: what is sealed and what links them; the rest is in <see cref="RecordRows"/>.</summary>
internal static class ProofRows
{
    private const string Columns = "id, learner, version, digest, content, journal, replaces, replaced_by, recorded_by";

    // One text an engine, because connections keep prepared statements by reference.
    private static readonly ConcurrentDictionary<string, string> Inserts = new();

    public static ProofOutcome Register(SqlConnection connection, ProofRegistration registration)
    {
        var proof = registration.Proof;
        if (FindByReference(connection, registration.ReferenceKey) is { } existing)
            return new ProofOutcome.Exists(existing);
        if (proof.Replaces is { } replaced && !CanBeReplaced(connection, replaced, proof.Record.LearnerId))
            return new ProofOutcome.CannotReplace();
        if (registration.NewLearner is { } learner && LearnerRows.AddOrFindOther(connection, learner, registration.LearnerMatchKey) is { } other)
            return other.State == LearnerState.Present ? new ProofOutcome.LearnerExists(other) : new ProofOutcome.LearnerErased();
        if (registration.NewLearner is null && LearnerRows.FindAndHold(connection, proof.Record.LearnerId) is { State: not LearnerState.Present })
            return new ProofOutcome.LearnerErased();
        Insert(connection, proof);
        UniqueValueRows.Add(connection, registration.ReferenceKey, proof.Id);
        if (proof.Replaces is { } old)
            connection.Use("UPDATE proofs SET replaced_by = ?, version = version + 1 WHERE id = ?").Bind(proof.Id).Bind(old).Send();
        return new ProofOutcome.Registered();
    }

    public static ProofDocument? FindByReference(SqlConnection connection, ReadOnlyMemory<byte> referenceKey) =>
        UniqueValueRows.FindOwner(connection, referenceKey) is { } id ? Find(connection, id) : null;

    public static ProofDocument? Find(SqlConnection connection, Guid id)
    {
        if (RecordRows.Find(connection, id) is not { Source: RecordSource.Proof } record)
            return null;
        using var row = connection.Use("SELECT version, digest, content, journal, replaces, replaced_by, recorded_by FROM proofs WHERE id = ?").Bind(id);
        return row.Step()
            ? new()
            {
                Record = record,
                Version = row.Int64(0),
                ContentDigest = row.Blob(1),
                SealedContent = row.Blob(2),
                SealedJournal = row.Blob(3),
                Replaces = row.IdOrNull(4),
                ReplacedBy = row.IdOrNull(5),
                RecordedBy = row.Text(6),
            }
            : null;
    }

    public static bool Cancel(SqlConnection connection, ProofDocument document)
    {
        if (document.Record is not { Status: RecordStatus.Cancelled, ChangedAt: { } at })
            throw new ArgumentException("the proof is not cancelled", nameof(document));
        if (Find(connection, document.Id) is not { Record.Status: RecordStatus.Registered } stored || stored.Version != document.Version - 1)
            return false;
        if (document.ReplacedBy is { } other && !CanReplace(connection, other, stored))
            return false;
        connection.Use("UPDATE proofs SET version = ?, journal = ?, replaced_by = ? WHERE id = ?")
            .Bind(document.Version).Bind(document.SealedJournal).Bind(document.ReplacedBy).Bind(document.Id).Send();
        if (document.ReplacedBy is { } replacing)
            connection.Use("UPDATE proofs SET replaces = ?, version = version + 1 WHERE id = ?").Bind(document.Id).Bind(replacing).Send();
        RecordRows.Change(connection, document.Id, RecordStatus.Cancelled, at);
        EventRows.AddLast(connection, document.Id, RecordEventType.Cancelled, at, document.SealedJournal);
        return true;
    }

    private static void Insert(SqlConnection connection, ProofDocument proof)
    {
        var record = proof.Record;
        var isCancelled = record.Status == RecordStatus.Cancelled;
        RecordRows.Add(connection, record, events: isCancelled ? 2 : 1);
        connection.Use(Inserts.GetOrAdd(connection.Dialect.LastRecordNumber, number =>
                $"INSERT INTO proofs(number, {Columns}) VALUES({number}, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))
            .Bind(proof.Id).Bind(record.LearnerId).Bind(proof.Version).Bind(proof.ContentDigest).Bind(proof.SealedContent).Bind(proof.SealedJournal)
            .Bind(proof.Replaces).Bind(proof.ReplacedBy).Bind(proof.RecordedBy).Send();
        EventRows.Add(connection, proof.Id, 0, RecordEventType.Registered, record.RecordedAt, proof.SealedContent);
        if (isCancelled)
            EventRows.Add(connection, proof.Id, 1, RecordEventType.Cancelled, record.ChangedAt ?? record.RecordedAt, proof.SealedJournal);
    }

    private static bool CanBeReplaced(SqlConnection connection, Guid old, Guid learner) =>
        Find(connection, old) is { Record.Status: RecordStatus.Cancelled, ReplacedBy: null } proof && proof.Record.LearnerId == learner;

    private static bool CanReplace(SqlConnection connection, Guid other, ProofDocument cancelled) =>
        other != cancelled.Id && Find(connection, other) is { Replaces: null } proof && proof.Record.LearnerId == cancelled.Record.LearnerId;
}
