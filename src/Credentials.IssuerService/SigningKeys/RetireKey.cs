using Credentials.EvidenceStore.Recording;
using Credentials.Keys;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>
/// Takes a key out of use. What it signed before stays valid, unless the key was compromised by then. Where it is the last key in force, its
/// successor is made first, so that the centre can go on.
/// </summary>
public sealed class RetireKey(Centres centres, CreateKey create, TimeProvider time)
{
    /// <summary>For so long another process may go on signing with a key that it has at hand; what it signs meanwhile must stay valid.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

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

        var until = WholeSeconds.AtOrAfter(time.GetUtcNow() + Grace);
        var changed = await centres.ChangeKeysAsync(slug, history => Find(history, key).Map<IReadOnlyList<KeyPeriod>>(
            found => [.. history.Select(period => period == found ? Retire(found, until, compromisedFrom) : period)]), cancel);
        return changed.Then(after => Find(after.Keys, key));
    }

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
