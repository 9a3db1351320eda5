using System.Buffers.Binary;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Recording;

/// <summary>
/// Says what <see cref="RecordAwards.ReserveAsync"/> would answer, and reserves nothing: whether an award is there already, or there with other content. It asks
/// the same index that keeps two from being made. Whether a learner is being erased at this moment is not foreseen.
/// </summary>
public sealed class ForeseeAwards
{
    private readonly IEvidenceStorage _storage;
    private readonly MatchKey _match;
    private readonly RecordAwards _records;
    private readonly PlanMails _mails;
    private readonly TimeProvider _time;

    internal ForeseeAwards(IEvidenceStorage storage, StoreSecrets secrets, RecordAwards records, PlanMails mails, TimeProvider time) =>
        (_storage, _match, _records, _mails, _time) = (storage, secrets.Match, records, mails, time);

    /// <summary>The caller's order is kept.</summary>
    public async Task<IReadOnlyList<ForeseenAward>> RunAsync(IReadOnlyList<CheckedAward> awards, CancellationToken cancel = default)
    {
        var asked = awards.Select(Identify).ToList();
        var holders = await _storage.FindAwardsByKeyAsync([.. asked.Select(one => (ReadOnlyMemory<byte>)one.NaturalKey)], cancel);
        var foreseen = new List<ForeseenAward>(awards.Count);
        foreach (var ((award, json, naturalKey, digest), holder) in asked.Zip(holders))
        {
            var isSame = holder is not null && holder.ContentDigest.Span.SequenceEqual(digest);
            var isThere = holder is { Status: not AwardStatus.Revoked } && (isSame || !IsLeftBehind(holder));
            foreseen.Add(new(BinaryPrimitives.ReadUInt128BigEndian(naturalKey.AsSpan(^16..)), BinaryPrimitives.ReadUInt128BigEndian(digest))
            {
                IsThere = isThere && isSame,
                Conflict = isThere && !isSame ? await _records.ConflictAsync(holder!, json, cancel) : null,
                TellsLearner = _mails.Tells(award),
            });
        }
        return foreseen;
    }

    /// <summary>What the second of two awards of one natural key that differ is refused with, once the first is made.</summary>
    public static Problem ConflictOf(CheckedAward first, CheckedAward second) =>
        RecordAwards.ConflictAt(AwardDifference.FirstOf(StoredRequest.Write(first.Request), StoredRequest.Write(second.Request)));

    private (CheckedAward Award, byte[] Json, byte[] NaturalKey, byte[] Digest) Identify(CheckedAward award)
    {
        var (request, centre) = (award.Request, award.Centre.Slug);
        var json = StoredRequest.Write(request);
        return (award, json, _match.NaturalKeyOf(centre, request, _match.LearnerOf(centre, request)), _match.DigestOf(json));
    }

    private bool IsLeftBehind(AwardDocument holder) =>
        holder.State == AwardState.Reserved && _time.GetUtcNow() - holder.RecordedAt >= AwardReservation.LeftBehind;
}

/// <summary>What would come of an award.</summary>
/// <param name="Key">Stands for its natural key: the same for the same learner, achievement and day in the same centre.</param>
/// <param name="Digest">Stands for its content.</param>
public readonly record struct ForeseenAward(UInt128 Key, UInt128 Digest)
{
    /// <summary>This very award was made before.</summary>
    public bool IsThere { get; init; }

    /// <summary>Why it would be refused: it was made before with other content.</summary>
    public Problem? Conflict { get; init; }

    /// <summary>Whether the learner is written to when it is made.</summary>
    public bool TellsLearner { get; init; }
}
