using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Learners;

/// <summary>
/// Makes two learners one person, by an alias: nothing is moved, reads of either reach both. Only a person who decides does this, or a national number
/// that replaces another.
/// </summary>
public sealed class JoinLearners
{
    private readonly IEvidenceStorage _storage;
    private readonly MatchKey _match;
    private readonly TimeProvider _time;

    internal JoinLearners(IEvidenceStorage storage, StoreSecrets secrets, TimeProvider time) => (_storage, _match, _time) = (storage, secrets.Match, time);

    internal static Problem NoLearner { get; } = new(ProblemCode.NotFound, "There is no such learner.");

    /// <summary>
    /// Durable. The number belongs to the learner too. Where another learner has it, the one with the older number becomes an alias of the other; else it
    /// is remembered as a further number of this learner. Asked again it changes nothing.
    /// </summary>
    /// <param name="learner">The learner, or an alias.</param>
    /// <param name="number">The other number.</param>
    /// <param name="isNewer">Whether it replaces the learner's own number; else it is replaced by it.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<LearnerGroup>> AddNumberAsync(Guid learner, NationalNumber number, bool isNewer, CancellationToken cancel = default)
    {
        var hash = _match.OfNumber(number);
        while (true)
        {
            if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { Head.State: LearnerState.Present } group)
                return NoLearner;
            if ((await _storage.FindLearnersByMatchAsync([hash], cancel))[0] is not { State: LearnerState.Present } owner)
            {
                if (await _storage.AddLearnerMatchAsync(group.Head.Id, hash, cancel))
                    return group;
                continue;
            }
            return isNewer ? await JoinAsync(group.Head.Id, owner.Id, cancel) : await JoinAsync(owner.Id, group.Head.Id, cancel);
        }
    }

    /// <summary>Durable. Records what a person of the centre found two possible doubles to be; the older learner becomes an alias of the newer.</summary>
    /// <param name="centre">Whose; another centre's pair is not there.</param>
    /// <param name="id">The pair.</param>
    /// <param name="decision">Same or different.</param>
    /// <param name="actor">Id of the API key.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<DoubleDocument>> DecideAsync(
        string centre, Guid id, DoubleDecision decision, string actor, CancellationToken cancel = default)
    {
        if (await _storage.FindDoubleAsync(id, cancel) is not { } pair || pair.Centre != centre)
            return new Problem(ProblemCode.NotFound, "There is no such pair of learners.");
        if (pair.Decision == DoubleDecision.Open && await _storage.DecideDoubleAsync(id, decision, _time.GetUtcNow(), actor, cancel))
            pair = (await _storage.FindDoubleAsync(id, cancel))!;
        if (pair.Decision != decision)
            return new Problem(ProblemCode.VersionConflict, "Somebody has decided otherwise about this pair already.");
        // Also where the decision is an older one: its alias may have been lost with the process that made it.
        if (decision == DoubleDecision.Same && (await JoinAsync(pair.Older, pair.Newer, cancel)).Problem is { } problem)
            return problem;
        return pair;
    }

    private async Task<Result<LearnerGroup>> JoinAsync(Guid older, Guid newer, CancellationToken cancel)
    {
        while (true)
        {
            if (await LearnerGroup.FindAsync(_storage, older, cancel) is not { Head.State: LearnerState.Present } from
                || await LearnerGroup.FindAsync(_storage, newer, cancel) is not { Head.State: LearnerState.Present } to)
                return NoLearner;
            if (from.Head.Id == to.Head.Id)
                return to;
            if (await _storage.ReplaceLearnerAsync(from.Head with { AliasOf = to.Head.Id, Version = from.Head.Version + 1 }, cancel))
                return (await LearnerGroup.FindAsync(_storage, newer, cancel))!;
        }
    }
}
