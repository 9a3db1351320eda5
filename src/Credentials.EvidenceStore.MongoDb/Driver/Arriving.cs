using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>An award or a proof on its way in, with a learner who is new or not.</summary>
internal abstract class Arriving
{
    /// <summary>Whose it is.</summary>
    public abstract Guid LearnerId { get; }

    /// <summary>The learner to add; null when stored already.</summary>
    public abstract LearnerDocument? NewLearner { get; }

    public abstract ReadOnlyMemory<byte> LearnerMatchKey { get; }

    public abstract IReadOnlyList<long> Words { get; }

    public BsonValue MatchKey => UniqueValues.IdOf(LearnerMatchKey);

    /// <summary>Whether a learner who is being erased is the one who was meant, because it was asked before the erasure.</summary>
    public virtual bool MeansWhoIsErased => false;

    /// <summary>Whose the match key is now: a learner who is being erased, was, or is not there any more.</summary>
    public Guid? EarlierLearner { get; set; }

    /// <summary>Somebody came first with something: look again from the beginning.</summary>
    public bool IsToBeTriedAgain { get; set; }

    public abstract bool IsDecided { get; }

    public bool IsGoingOn => !IsDecided && !IsToBeTriedAgain;

    /// <summary>The match key is another learner's.</summary>
    public abstract void LearnerExists(LearnerDocument learner);

    public abstract void LearnerErased();
}
