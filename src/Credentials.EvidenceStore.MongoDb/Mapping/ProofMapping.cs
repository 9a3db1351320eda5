using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Mapping;

/// <summary>A proof as a document of the records: like an award it is reserved without facts and number first, and registered with both.</summary>
internal static class ProofMapping
{
    private const string Part = "proof";

    /// <summary>Of a proof that is only reserved: who may register it.</summary>
    public const string Attempt = "attempt";

    /// <summary>Of a proof that is only reserved: since when, by the clock of who reserved it.</summary>
    public const string ReservedAt = "reservedAt";

    public const string Replaces = "replaces";
    public const string ReplacedBy = "replacedBy";

    /// <summary>Of a proof that is not cancelled yet: what is to replace it.</summary>
    public const string Intended = "intended";

    /// <summary>A link that somebody is about to make, so that nobody makes another one; not told to anyone.</summary>
    public static string ClaimOf(string link) => $"{link}Next";

    /// <summary>The attempt that an intention or a claim is of. The id alone does not do: who lost one may be there again with another.</summary>
    public static string AttemptOf(string intentionOrClaim) => $"{intentionOrClaim}Attempt";

    /// <summary>Before it is registered.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="attempt">The one at registering it that this is of.</param>
    /// <param name="at">When that is; without it, as one that was left behind.</param>
    public static BsonDocument Write(ProofDocument proof, Guid? attempt = null, DateTimeOffset? at = null) => new BsonDocument("_id", Fields.Of(proof.Id))
        .With("source", (int?)RecordSource.Proof)
        .With("state", (int?)AwardState.Reserved)
        .With("learner", proof.Record.LearnerId)
        .With("recordedAt", proof.Record.RecordedAt)
        .With("events", (int?)0)
        .With(Attempt, attempt)
        .With(ReservedAt, at)
        .With(Part, new BsonDocument()
            .With("version", proof.Version)
            .With("digest", proof.ContentDigest)
            .With("content", proof.SealedContent)
            .With("journal", proof.SealedJournal)
            .With(Replaces, proof.Replaces)
            .With(ReplacedBy, proof.ReplacedBy)
            .With("recordedBy", proof.RecordedBy));

    public static BsonDocument PartOf(BsonDocument record) => record.Part(Part);

    public static bool IsRegistered(BsonDocument record) => record.Contains(Part) && AwardMapping.StateOf(record) == AwardState.Issued;

    public static bool IsCancelled(BsonDocument record) => record.Int32("status") == (int)RecordStatus.Cancelled;

    public static ProofDocument Read(BsonDocument record)
    {
        var proof = PartOf(record);
        return new()
        {
            Record = RecordMapping.Read(record),
            Version = proof.Int64("version"),
            ContentDigest = proof.Blob("digest"),
            SealedContent = proof.Blob("content"),
            SealedJournal = proof.Blob("journal"),
            Replaces = proof.IdOrNull(Replaces),
            ReplacedBy = proof.IdOrNull(ReplacedBy),
            RecordedBy = proof.Text("recordedBy"),
        };
    }
}
