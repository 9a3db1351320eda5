using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>One award on its way to being reserved.</summary>
internal sealed class Reserving(AwardReservation item)
{
    public AwardReservation Item => item;

    public AwardDocument Award => item.Award;

    public BsonValue NaturalKey { get; } = UniqueValues.IdOf(item.NaturalKey);

    public BsonValue MatchKey { get; } = UniqueValues.IdOf(item.LearnerMatchKey);

    /// <summary>Null while nothing is decided.</summary>
    public ReservationOutcome? Outcome { get; set; }

    /// <summary>Whose the natural key is now: an award that is revoked, was left behind, or is not there any more.</summary>
    public Guid? Holder { get; set; }

    /// <summary>Whose the match key is now: a learner who is being erased, was, or is not there any more.</summary>
    public Guid? EarlierLearner { get; set; }

    /// <summary>Somebody came first with something: look again from the beginning.</summary>
    public bool IsToBeTriedAgain { get; set; }

    public bool IsGoingOn => Outcome is null && !IsToBeTriedAgain;
}
