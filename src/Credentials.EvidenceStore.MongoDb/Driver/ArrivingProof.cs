using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>One proof on its way to being registered.</summary>
internal sealed class ArrivingProof(ProofRegistration item) : Arriving
{
    public ProofRegistration Item => item;

    public ProofDocument Proof => item.Proof;

    public override Guid LearnerId => Proof.Record.LearnerId;

    public override LearnerDocument? NewLearner => item.NewLearner;

    public override ReadOnlyMemory<byte> LearnerMatchKey => item.LearnerMatchKey;

    public override IReadOnlyList<long> Words => [];

    public BsonValue Reference { get; } = UniqueValues.IdOf(item.ReferenceKey);

    /// <summary>Null while nothing is decided.</summary>
    public ProofOutcome? Outcome { get; set; }

    public override bool IsDecided => Outcome is not null;

    /// <summary>Whose the reference is now: a proof that nobody finished registering.</summary>
    public Holding? Holder { get; set; }

    /// <summary>The reference as this attempt has taken it.</summary>
    public Holding? Held { get; set; }

    /// <summary>Names this attempt in what it writes. What is taken away from one attempt is not there again for the next.</summary>
    public Guid Attempt { get; private set; }

    public void BeginAnew() =>
        (IsToBeTriedAgain, Holder, Held, EarlierLearner, Attempt) = (false, null, null, null, Guid.NewGuid());

    public override void LearnerExists(LearnerDocument learner) => Outcome = new ProofOutcome.LearnerExists(learner);

    public override void LearnerErased() => Outcome = new ProofOutcome.LearnerErased();
}
