using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>One award on its way to being reserved.</summary>
internal sealed class Reserving(AwardReservation item) : Arriving
{
    public AwardReservation Item => item;

    public AwardDocument Award => item.Award;

    public override Guid LearnerId => Award.LearnerId;

    public override LearnerDocument? NewLearner => item.NewLearner;

    public override ReadOnlyMemory<byte> LearnerMatchKey => item.LearnerMatchKey;

    public override IReadOnlyList<long> Words => item.Marks.Words;

    /// <summary>Whoever sent a class list before the erasure meant the person who is being erased, not somebody new.</summary>
    public override bool MeansWhoIsErased => Award.BatchId is not null;

    public BsonValue NaturalKey { get; } = UniqueValues.IdOf(item.NaturalKey);

    /// <summary>Null while nothing is decided.</summary>
    public ReservationOutcome? Outcome { get; set; }

    public override bool IsDecided => Outcome is not null;

    /// <summary>Whose the natural key is now: an award that is revoked, was left behind, or is not there any more.</summary>
    public Guid? Holder { get; set; }

    public override void LearnerExists(LearnerDocument learner) => Outcome = new ReservationOutcome.LearnerExists(learner);

    public override void LearnerErased() => Outcome = new ReservationOutcome.LearnerErased();
}
