using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Credentials.Web.Access;
using Credentials.Web.Limits;

namespace Credentials.EvidenceStore.Learners;

/// <summary>
/// Looks a person up by national number, for a stated purpose. Whatever comes of it stands in a journal that the learner can read; who guesses numbers
/// is stopped, and that stands there too.
/// </summary>
public sealed class LookUpLearner
{
    private readonly IEvidenceStorage _storage;
    private readonly StoreSecrets _secrets;
    private readonly GuessLimits _guesses;
    private readonly TimeProvider _time;

    internal LookUpLearner(IEvidenceStorage storage, StoreSecrets secrets, GuessLimits guesses, TimeProvider time) =>
        (_storage, _secrets, _guesses, _time) = (storage, secrets, guesses, time);

    /// <summary>
    /// Durable: the line of the journal comes before the answer. An authority finds everybody, a centre who has a record of its own; for a centre another
    /// centre's learner and nobody look the same.
    /// </summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="number">The number; null where what was sent is none.</param>
    /// <param name="purpose">What for; null where none was said, or none that can stand.</param>
    /// <param name="faulty">What is answered then.</param>
    /// <param name="cancel">Gives up waiting; the line may be written all the same.</param>
    public async Task<Result<LearnerGroup>> RunAsync(
        Caller caller, NationalNumber? number, string? purpose, Problem faulty, CancellationToken cancel = default)
    {
        if (TooMany(caller) is { } tooMany)
            return tooMany;
        var learner = number is { } asked && (await _storage.FindLearnersByMatchAsync([_secrets.Match.OfNumber(asked)], cancel))[0] is { State: LearnerState.Present } known
            ? known
            : null;
        if (caller.Role == CallerRole.Administrator)
            return await RefuseAsync(caller, learner, purpose, new(ProblemCode.NotAllowed, "This API key's role does not allow the call."), cancel);
        if (number is null || purpose is null)
            return await RefuseAsync(caller, learner, purpose, faulty, cancel);
        if (learner is null)
            return await MissAsync(caller, null, LookupOutcome.NotFound, purpose, Nobody, cancel);
        var group = (await LearnerGroup.FindAsync(_storage, learner.Id, cancel))!;
        if (caller.Role == CallerRole.Issuer)
        {
            if (await OwnOfAsync(group, caller.Centre!, cancel) is not { } own)
                return await RefuseAsync(caller, learner, purpose, Nobody, cancel);
            group = own;
        }
        await JournalAsync(caller, learner, LookupOutcome.Found, purpose, cancel);
        return group;
    }

    /// <summary>
    /// A call that elsewhere gave a faulty national number, or asked for a learner who is not the caller's to see: it counts and is journaled like a
    /// look-up that was refused.
    /// </summary>
    public async Task RefusedElsewhereAsync(Caller caller, Guid? learner, CancellationToken cancel = default) =>
        await RefuseAsync(caller, learner is { } id ? await _storage.FindLearnerAsync(id, cancel) : null, null, Nobody, cancel);

    /// <summary>
    /// Durable: an authority opens what is kept about learners whom it names by id, for a purpose, which stands in the journal of each of them before
    /// anything is answered.
    /// </summary>
    public Task OpenedAsync(Caller caller, LearnerGroup group, string purpose, CancellationToken cancel = default) =>
        NoteAsync(caller, group.Members, LookupOutcome.Found, purpose, cancel);

    /// <summary>Durable: something was decided about these learners, which stands in the journal of each.</summary>
    internal async Task NoteAsync(Caller caller, IEnumerable<LearnerDocument> learners, LookupOutcome outcome, string? purpose, CancellationToken cancel)
    {
        foreach (var learner in learners.Where(learner => learner.State == LearnerState.Present))
            await JournalAsync(caller, learner, outcome, purpose, cancel);
    }

    /// <summary>The problem of a key that has guessed too often; null for others.</summary>
    public Problem? TooMany(Caller caller) => _guesses.WaitOf(caller.KeyId) is { } wait
        ? new(ProblemCode.TooManyRequests, $"Too many national numbers were nobody's or faulty. Try again in {Math.Ceiling(wait.TotalSeconds)} s.")
        : null;

    /// <summary>Look-ups of one person under whichever learner, newest first, with their purposes opened.</summary>
    public async Task<Page<ReadLookup>> ListAsync(LearnerGroup group, string? cursor, int limit, CancellationToken cancel = default)
    {
        var page = await _storage.ListLookupsAsync(group.Ids, cursor, limit, cancel);
        var keys = group.Members.Where(member => member.State != LearnerState.Erased).ToDictionary(member => member.Id, _secrets.Master.Unwrap);
        return new(
            [.. page.Items.Select(lookup => new ReadLookup(
                lookup.Id, lookup.At, lookup.By, lookup.Role, lookup.Outcome, PurposeOf(lookup, keys.GetValueOrDefault(lookup.LearnerId!.Value))))], page.Next)
        {
            IsCursorUnknown = page.IsCursorUnknown,
        };
    }

    /// <summary>
    /// The newest look-ups of the person who got an award, for the award's own page, newest first. None from before the award: who awarded it knows the
    /// page's address too, and would learn that the person was known before.
    /// </summary>
    public async Task<IReadOnlyList<ReadLookup>> ListSinceAsync(AwardDocument award, int limit, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        return await LearnerGroup.FindAsync(_storage, award.LearnerId, cancel) is { } group
            ? [.. (await ListAsync(group, null, limit, cancel)).Items
                .Where(lookup => lookup.At >= award.RecordedAt && lookup.Outcome is not (LookupOutcome.Joined or LookupOutcome.Parted))]
            : [];
    }

    private static Problem Nobody { get; } = new(ProblemCode.NotFound, "Nobody with this national number is known here.");

    private static string? PurposeOf(LookupDocument lookup, LearnerKey? key) => lookup.SealedPurpose.IsEmpty || key is null
        ? null
        : System.Text.Encoding.UTF8.GetString(key.OpenLookup(lookup.Id, lookup.SealedPurpose.Span));

    /// <summary>What the centre itself knows of the person: the learners whom it awarded something; null where there is none.</summary>
    private async Task<LearnerGroup?> OwnOfAsync(LearnerGroup group, string centre, CancellationToken cancel)
    {
        var own = new List<LearnerDocument>();
        foreach (var member in group.Members)
        {
            if (await FindLearners.IsOfCentreAsync(_storage, centre, member.Id, cancel))
                own.Add(member);
        }
        return own.Count > 0 ? new(own[0], own) : null;
    }

    private Task<Problem> RefuseAsync(Caller caller, LearnerDocument? learner, string? purpose, Problem problem, CancellationToken cancel) =>
        MissAsync(caller, learner, LookupOutcome.Refused, purpose, problem, cancel);

    private async Task<Problem> MissAsync(
        Caller caller, LearnerDocument? learner, LookupOutcome outcome, string? purpose, Problem problem, CancellationToken cancel)
    {
        _guesses.CountMiss(caller.KeyId);
        await JournalAsync(caller, learner, outcome, purpose, cancel);
        return problem;
    }

    private Task JournalAsync(Caller caller, LearnerDocument? learner, LookupOutcome outcome, string? purpose, CancellationToken cancel)
    {
        var now = _time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var sealedPurpose = learner is null || purpose is null
            ? default(ReadOnlyMemory<byte>)
            : _secrets.Master.Unwrap(learner).SealLookup(id, System.Text.Encoding.UTF8.GetBytes(purpose));
        return _storage.AddLookupAsync(new(id, learner?.Id, now, caller.KeyId, caller.Role.ToString().ToLowerInvariant(), outcome, sealedPurpose), cancel);
    }
}

/// <param name="By">Id of the API key.</param>
public sealed record ReadLookup(Guid Id, DateTimeOffset At, string By, string Role, LookupOutcome Outcome, string? Purpose);
