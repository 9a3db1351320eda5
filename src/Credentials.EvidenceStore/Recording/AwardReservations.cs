using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Recording;

/// <summary>Makes award documents and takes their natural keys: the first half of <see cref="RecordAwards"/>.</summary>
internal sealed class AwardReservations(IEvidenceStorage storage, StoreSecrets secrets, StatusSlots slots, TimeProvider time)
{
    // Each further round is for learners that another caller added meanwhile; one learner can be added but once.
    private const int MostRounds = 5;

    public async Task<IReadOnlyList<Pending>> PrepareAsync(IReadOnlyList<AwardToReserve> awards, CancellationToken cancel)
    {
        var pending = awards.Select(Identify).ToList();
        var known = await storage.FindLearnersByMatchAsync([.. pending.Select(one => (ReadOnlyMemory<byte>)one.Match)], cancel);
        // Two awards of a learner who is new must not make two learners.
        var added = new Dictionary<string, (LearnerDocument Document, LearnerKey Key)>(StringComparer.Ordinal);
        for (var index = 0; index < pending.Count; index++)
        {
            var one = pending[index];
            if (known[index] is { State: LearnerState.Present } learner)
            {
                one.Key = secrets.Master.Unwrap(learner);
                continue;
            }
            var match = Convert.ToHexString(one.Match);
            if (!added.TryGetValue(match, out var fresh))
                added[match] = fresh = secrets.Master.NewLearner();
            (one.NewLearner, one.Key) = fresh;
        }
        foreach (var ofCentre in pending.GroupBy(one => one.Centre, StringComparer.Ordinal))
        {
            var taken = await slots.TakeAsync(ofCentre.Key, ofCentre.Count(), cancel);
            foreach (var (one, slot) in ofCentre.Zip(taken))
                one.Document = Write(one, slot);
        }
        return pending;
    }

    /// <summary>Reserves each: afterwards it has its document stored, or the one that was there.</summary>
    public async Task TakeAsync(IReadOnlyList<Pending> pending, CancellationToken cancel)
    {
        var left = pending;
        for (var round = 0; left.Count > 0; round++)
        {
            if (round == MostRounds)
                throw new InvalidOperationException("learners change faster than awards can be reserved");
            var outcomes = await secrets.Master.SealingAsync(() => storage.ReserveAwardsAsync([.. left.Select(ReservationOf)], cancel), cancel);
            var again = new List<Pending>();
            foreach (var (one, outcome) in left.Zip(outcomes))
            {
                switch (outcome)
                {
                    case ReservationOutcome.Exists exists:
                        one.Existing = exists.Award;
                        slots.Return(one.Centre, one.Document!.StatusSlots[0]);
                        break;
                    case ReservationOutcome.LearnerExists exists:
                        (one.NewLearner, one.Key) = (null, secrets.Master.Unwrap(exists.Learner));
                        one.Document = Write(one, one.Document!.StatusSlots[0]);
                        again.Add(one);
                        break;
                    case ReservationOutcome.LearnerErased when one.Asked.BatchId is not null:
                        one.IsErased = true;
                        slots.Return(one.Centre, one.Document!.StatusSlots[0]);
                        break;
                    case ReservationOutcome.LearnerErased:
                        (one.NewLearner, one.Key) = secrets.Master.NewLearner();
                        one.Document = Write(one, one.Document!.StatusSlots[0]);
                        again.Add(one);
                        break;
                    default:
                        break;
                }
            }
            left = again;
        }
    }

    private AwardReservation ReservationOf(Pending one) =>
        new(one.Document!, one.NaturalKey, one.Match, secrets.Master.UnderCurrent(one.NewLearner)) { Marks = one.Marks };

    private Pending Identify(AwardToReserve asked)
    {
        var request = asked.Award.Request;
        var centre = asked.Award.Centre.Slug;
        var json = StoredRequest.Write(request);
        var match = secrets.Match.LearnerOf(centre, request);
        return new(asked, json, match, secrets.Match.NaturalKeyOf(centre, request, match), secrets.Match.DigestOf(json))
        {
            Marks = secrets.Match.MarksOf(centre, request.Learner),
        };
    }

    private AwardDocument Write(Pending one, StatusSlot slot)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var key = one.Key!;
        return new()
        {
            Id = id,
            Centre = one.Centre,
            AchievementId = one.Asked.Award.Request.Achievement,
            AchievementVersion = one.Asked.Award.Achievement.Version,
            LearnerId = key.Learner,
            AwardedOn = one.Asked.Award.Request.AwardedOn,
            State = AwardState.Reserved,
            Version = 1,
            ContentDigest = one.Digest,
            StatusSlots = [slot],
            SealedRequest = key.SealRequest(id, StoredRequest.Shorten(one.RequestJson)),
            ShareVersion = 1,
            ClaimVersion = 1,
            BatchId = one.Asked.BatchId,
            BatchRow = one.Asked.BatchRow,
            RecordedAt = now,
        };
    }

    /// <summary>One award on its way through a reservation.</summary>
    internal sealed class Pending(AwardToReserve asked, byte[] requestJson, byte[] match, byte[] naturalKey, byte[] digest)
    {
        public AwardToReserve Asked => asked;

        public string Centre => asked.Award.Centre.Slug;

        public byte[] RequestJson => requestJson;

        public byte[] Match => match;

        public byte[] NaturalKey => naturalKey;

        public byte[] Digest => digest;

        public required LearnerMarks Marks { get; init; }

        public LearnerDocument? NewLearner { get; set; }

        public LearnerKey? Key { get; set; }

        public AwardDocument? Document { get; set; }

        public AwardDocument? Existing { get; set; }

        /// <summary>The learner is being erased while the class list that names them is worked on.</summary>
        public bool IsErased { get; set; }
    }
}
