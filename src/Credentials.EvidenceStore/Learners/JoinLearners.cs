using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Web.Access;

namespace Credentials.EvidenceStore.Learners;

/// <summary>
/// Makes two learners one person, by an alias: nothing is moved, reads of either reach both, and without the alias they come apart again. Only a person who
/// decides does this, or a national number that replaces another; whoever it was stands in the journal of both.
/// </summary>
public sealed class JoinLearners
{
    private readonly IEvidenceStorage _storage;
    private readonly MatchKey _match;
    private readonly LookUpLearner _journal;
    private readonly TimeProvider _time;

    internal JoinLearners(IEvidenceStorage storage, StoreSecrets secrets, LookUpLearner journal, TimeProvider time) =>
        (_storage, _match, _journal, _time) = (storage, secrets.Match, journal, time);

    internal static Problem NoLearner { get; } = new(ProblemCode.NotFound, "There is no such learner.");

    private static Problem Erasing { get; } = new(ProblemCode.VersionConflict, "One of the learners is being erased; nothing was changed.");

    /// <summary>
    /// Durable. The number belongs to the learner too. Where another learner has it, the one with the older number becomes an alias of the other; else it
    /// is remembered as a further number of this learner. Asked again it changes nothing. <see cref="ProblemCode.VersionConflict"/> while either is erased.
    /// </summary>
    /// <param name="caller">Who says so.</param>
    /// <param name="learner">The learner, or an alias.</param>
    /// <param name="number">The other number.</param>
    /// <param name="isNewer">Whether it replaces the learner's own number; else it is replaced by it.</param>
    /// <param name="purpose">Why, for the journal.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<LearnerGroup>> AddNumberAsync(
        Caller caller, Guid learner, NationalNumber number, bool isNewer, string purpose, CancellationToken cancel = default)
    {
        var hash = _match.OfNumber(number);
        while (true)
        {
            if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { Head.State: not LearnerState.Erased } group)
                return NoLearner;
            if (!group.IsPresent)
                return Erasing;
            if ((await _storage.FindLearnersByMatchAsync([hash], cancel))[0] is { } owner)
            {
                return isNewer
                    ? await JoinAsync(caller, group.Head.Id, owner.Id, purpose, cancel)
                    : await JoinAsync(caller, owner.Id, group.Head.Id, purpose, cancel);
            }
            await _journal.NoteAsync(caller, group.Members, LookupOutcome.Joined, purpose, cancel);
            if (await _storage.AddLearnerMatchAsync(group.Head.Id, hash, cancel))
                return group;
        }
    }

    /// <summary>
    /// Durable. Undoes an alias: the learner is a person apart from the other from now on. <see cref="ProblemCode.NotFound"/> where they are no aliases of
    /// each other, by whichever way; <see cref="ProblemCode.VersionConflict"/> while either is erased.
    /// </summary>
    public async Task<Result<LearnerGroup>> PartAsync(Caller caller, Guid learner, Guid alias, string? purpose, CancellationToken cancel = default)
    {
        if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { } group || learner == alias || !group.Ids.Contains(alias))
            return NoLearner;
        if (!group.IsPresent)
            return Erasing;
        // The journal first: a line about what did not come about is better than what came about without a line.
        await _journal.NoteAsync(caller, group.Members, LookupOutcome.Parted, purpose, cancel);
        while (group.Ids.Contains(alias))
        {
            var end = group.LinkBetween(alias, learner);
            await _storage.ReplaceLearnerAsync(end with { AliasOf = null, Version = end.Version + 1 }, cancel);
            if (await LearnerGroup.FindAsync(_storage, learner, cancel) is not { IsPresent: true } left)
                return Erasing;
            group = left;
        }
        return group;
    }

    /// <summary>
    /// Durable. Records what a person of the centre found two possible doubles to be: where it is one person one becomes an alias of the other, and where it
    /// turns out not to be they come apart again.
    /// </summary>
    /// <param name="caller">Of the centre; another centre's pair is not there.</param>
    /// <param name="id">The pair.</param>
    /// <param name="decision">Same or different.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<Result<DoubleDocument>> DecideAsync(Caller caller, Guid id, DoubleDecision decision, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(caller);
        while (true)
        {
            if (await _storage.FindDoubleAsync(id, cancel) is not { } pair || pair.Centre != caller.Centre)
                return new Problem(ProblemCode.NotFound, "There is no such pair of learners.");
            // Also where the decision is an older one: its alias may have been lost with the process that made it.
            if (decision == DoubleDecision.Same && (await JoinAsync(caller, pair.One, pair.Other, null, cancel)).Problem is { } unjoined)
                return unjoined;
            if (decision == DoubleDecision.Different && pair.Decision == DoubleDecision.Same
                && (await PartAsync(caller, pair.One, pair.Other, null, cancel)).Problem is { Code: not ProblemCode.NotFound } unparted)
                return unparted;
            if (pair.Decision == decision)
                return pair;
            if (await _storage.DecideDoubleAsync(id, pair.Decision, decision, _time.GetUtcNow(), caller.KeyId, cancel))
                return (await _storage.FindDoubleAsync(id, cancel))!;
        }
    }

    private async Task<Result<LearnerGroup>> JoinAsync(Caller caller, Guid older, Guid newer, string? purpose, CancellationToken cancel)
    {
        for (var isNoted = false; ; isNoted = true)
        {
            if (await LearnerGroup.FindAsync(_storage, older, cancel) is not { } from || await LearnerGroup.FindAsync(_storage, newer, cancel) is not { } to)
                return NoLearner;
            if (!from.IsPresent || !to.IsPresent)
                return Erasing;
            if (from.Head.Id == to.Head.Id)
            {
                // Who is asked for once more is told all the same.
                if (purpose is not null && !isNoted)
                    await _journal.NoteAsync(caller, to.Members, LookupOutcome.Found, purpose, cancel);
                return to;
            }
            if (!isNoted)
                await _journal.NoteAsync(caller, from.Members.Concat(to.Members), LookupOutcome.Joined, purpose, cancel);
            if (await _storage.ReplaceLearnerAsync(from.Head with { AliasOf = to.Head.Id, Version = from.Head.Version + 1 }, cancel))
                return (await LearnerGroup.FindAsync(_storage, newer, cancel))!;
        }
    }
}
