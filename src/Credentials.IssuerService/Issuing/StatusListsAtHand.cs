using System.Collections.Concurrent;
using Credentials.IssuerService.Publishing;
using Credentials.Issuing;
using Credentials.StatusLists;
using Credentials.Verifying;
using Credentials.Web;

namespace Credentials.IssuerService.Issuing;

/// <summary>
/// Our published status lists, read as a verifier reads them, for checking what was just signed. An edition is used for a moment without asking
/// whether a newer one is there: the status entry that is checked is new, so that no edition can have it set.
/// </summary>
public sealed class StatusListsAtHand(StatusListPublisher publisher, PublicAddress address, TimeProvider time)
{
    private static readonly Gathered<PublishedStatusList> NotOurs =
        new Gathered<PublishedStatusList>.NotFound("the credential names a status list that we do not publish");

    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, ReadList> _read = new(StringComparer.Ordinal);

    /// <param name="url">The <c>statusListCredential</c> of a credential of ours.</param>
    /// <param name="centre">Its centre.</param>
    /// <param name="fresh">Whether the edition must be the newest, because the entry may be set.</param>
    public ValueTask<Gathered<PublishedStatusList>> FindAsync(string url, IssuingCentre centre, bool fresh, CancellationToken cancel = default) =>
        !fresh && _read.TryGetValue(url, out var read) && time.GetElapsedTime(read.AskedAt) < Moment
            ? ValueTask.FromResult(read.List)
            : AskAsync(url, centre, cancel);

    /// <summary>The list as token, as it is now; it is asked for seldom.</summary>
    public async ValueTask<Gathered<PublishedTokenStatusList>> FindTokenAsync(string url, IssuingCentre centre, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(centre);
        if (!url.StartsWith(address.At("/status/"), StringComparison.Ordinal)
            || url[address.At("/status/").Length..].Split('/') is not [var list, StatusPurposes.Token])
            return new Gathered<PublishedTokenStatusList>.NotFound("the credential names a status list that we do not publish");
        if (!(await publisher.FindAsync(list, StatusPurposes.Token, CredentialForm.DataIntegrity, cancel)).TryGet(out var file, out var problem))
            return new Gathered<PublishedTokenStatusList>.Unreachable(problem.Detail);
        return new Gathered<PublishedTokenStatusList>.Found(StatusListToken.Parse(file.Body).TryGet(out var token, out problem)
            ? PublishedTokenStatusList.Read(token, url, centre.Trusted.Address, new IssuerKeyFacts(), centre.Trusted, time.GetUtcNow())
            : PublishedTokenStatusList.Malformed(problem));
    }

    private async ValueTask<Gathered<PublishedStatusList>> AskAsync(string url, IssuingCentre centre, CancellationToken cancel)
    {
        var askedAt = time.GetTimestamp();
        if (!url.StartsWith(address.At("/status/"), StringComparison.Ordinal)
            || url[address.At("/status/").Length..].Split('/') is not [var list, var purpose])
            return NotOurs;
        if (!(await publisher.FindAsync(list, purpose, CredentialForm.DataIntegrity, cancel)).TryGet(out var file, out var notToBeHad))
            return notToBeHad.Code == ProblemCode.NotFound ? NotOurs : new Gathered<PublishedStatusList>.Unreachable(notToBeHad.Detail);
        if (_read.TryGetValue(url, out var known) && known.Body.Equals(file.Body))
        {
            _read[url] = known with { AskedAt = askedAt };
            return known.List;
        }

        var read = PublishedStatusList.Read(file.Body, url, centre.Document).TryGet(out var parsed, out var problem)
            ? (Gathered<PublishedStatusList>)new Gathered<PublishedStatusList>.Found(parsed)
            : new Gathered<PublishedStatusList>.Unreachable(problem.Detail);
        _read[url] = new ReadList(file.Body, read, askedAt);
        return read;
    }

    private sealed record ReadList(ReadOnlyMemory<byte> Body, Gathered<PublishedStatusList> List, long AskedAt);
}
