using Credentials.EvidenceStore.Recording;
using Credentials.Keys;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>
/// Takes a key out of use. What it signed before stays valid, unless the key was compromised by then. Where it is the last key in force, its
/// successor is made first, so that the centre can go on.
/// </summary>
/// <remarks>
/// Two steps, because a busy database may commit a change long after its time was taken. The first ends signing: it is durable with a time ahead, and
/// who signs asks for the centre once more before acknowledging. The second dates the retirement by the clock as it is after that, so that nothing
/// acknowledged is ever later than it. A crash in between leaves the time ahead, which no signature uses.
/// </remarks>
public sealed class RetireKey(Centres centres, CreateKey create, TimeProvider time)
{
    /// <summary>The clocks of several processes differ by less; what one with a fast clock signed last must stay valid.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(1);

    /// <param name="slug">The centre.</param>
    /// <param name="key">The verification method, or its fragment alone, e.g. <c>key-1</c>.</param>
    /// <param name="compromisedFrom">From when on nothing signed with it is valid; an earlier date than one named before may be given later.</param>
    public async Task<Result<KeyPeriod>> RunAsync(
        string slug, string key, DateTimeOffset? compromisedFrom = null, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(slug, cancel) is not { } centre)
            return new Problem(ProblemCode.NotFound, "there is no such centre");
        if (!Find(centre.Keys, key).TryGet(out var known, out var unknown))
            return unknown;
        if (IsInForce(known) && !centre.Keys.Any(other => other != known && IsInForce(other)))
        {
            var successor = await create.RunAsync(slug, known.Key.Algorithm, cancel: cancel);
            if (successor.Problem is { } problem)
                return problem;
        }

        var ahead = After(Ahead);
        var ended = await centres.ChangeKeysAsync(
            slug, history => Change(history, key, found => Retire(found, ahead, compromisedFrom)), cancel);
        if (!ended.Then(after => Find(after.Keys, key)).TryGet(out var retired, out var failed))
            return failed;
        if (retired.Until != ahead)
            return retired;

        // Signing has ended for good: to leave the date open because the caller has hung up would help nobody.
        var until = After(Grace);
        var dated = await centres.ChangeKeysAsync(
            slug, history => Change(history, key, found => found.Until == ahead ? found with { Until = until } : found), CancellationToken.None);
        return dated.Then(after => Find(after.Keys, key));
    }

    private DateTimeOffset After(TimeSpan span) => WholeSeconds.AtOrAfter(time.GetUtcNow() + span);

    private static Result<IReadOnlyList<KeyPeriod>> Change(IReadOnlyList<KeyPeriod> history, string key, Func<KeyPeriod, KeyPeriod> change) =>
        Find(history, key).Map<IReadOnlyList<KeyPeriod>>(found => [.. history.Select(period => period == found ? change(found) : period)]);

    private static Result<KeyPeriod> Find(IReadOnlyList<KeyPeriod> history, string key) =>
        history.FirstOrDefault(period => Names(period, key)) is { } found ? found : new Problem(ProblemCode.NotFound, "the centre has no such key");

    private static bool Names(KeyPeriod period, string key) =>
        period.VerificationMethod == key || period.VerificationMethod.EndsWith("#" + key, StringComparison.Ordinal);

    private static bool IsInForce(KeyPeriod period) => period.Until is null && period.CompromisedFrom is null;

    private static KeyPeriod Retire(KeyPeriod period, DateTimeOffset until, DateTimeOffset? compromisedFrom) => period with
    {
        Until = period.Until ?? until,
        CompromisedFrom = period.CompromisedFrom is { } known && !(compromisedFrom < known) ? known : compromisedFrom,
    };
}
