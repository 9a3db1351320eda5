using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>The links to a credential as its learner sees them.</summary>
public sealed class ListShares
{
    /// <summary>The most that are listed; those that have ended give way to those that are open.</summary>
    public const int Most = 100;

    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly ShareCredentials _shares;
    private readonly ReadEvidence _evidence;
    private readonly ShareOpenings _openings;
    private readonly TimeProvider _time;

    internal ListShares(
        IEvidenceStorage storage, AwardOpener opener, ShareCredentials shares, ReadEvidence evidence, ShareOpenings openings, TimeProvider time) =>
        (_storage, _opener, _shares, _evidence, _openings, _time) = (storage, opener, shares, evidence, openings, time);

    /// <summary>The link that every award has, then the further ones that are open, then the others, newest first; none of an erased learner.</summary>
    public async Task<IReadOnlyList<ListedShare>> RunAsync(AwardDocument award, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        if (AwardOpener.IsErased(award) || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
            return [];
        var openings = await _openings.ListAsync(award.Id, cancel);
        var files = await _evidence.ListAsync(award.Id, key, cancel);
        var listed = new List<ListedShare>
        {
            new(null, _shares.DefaultToken(award.Id, award.ShareVersion), null, null, ShareOutcome.Open, ShareExtent.Everything)
            {
                Openings = openings.FirstOrDefault(one => one.Link == award.Id && one.Version == award.ShareVersion),
            },
        };
        foreach (var share in await _storage.ListSharesAsync(award.Id, _time.GetUtcNow(), Most, cancel))
        {
            var outcome = share.IsWithdrawn ? ShareOutcome.Withdrawn : share.Expires <= _time.GetUtcNow() ? ShareOutcome.Expired : ShareOutcome.Open;
            var purpose = share.SealedPurpose.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(key.OpenPurpose(share.Id, share.SealedPurpose.Span));
            listed.Add(new(share, outcome == ShareOutcome.Open ? _shares.TokenOf(share) : null, purpose, share.Expires, outcome, share.Shows)
            {
                Documents = [.. files.Where(file => share.Documents.Contains(file.Id) && file.State == EvidenceFileAvailability.Kept).Select(file => file.Name)],
                Openings = openings.FirstOrDefault(one => one.Link == share.Id),
            });
        }
        return listed;
    }
}

/// <param name="Share">Null for the link that every award has.</param>
/// <param name="Token">Null where it leads nowhere any more.</param>
public sealed record ListedShare(ShareDocument? Share, string? Token, string? Purpose, DateTimeOffset? Expires, ShareOutcome Outcome, ShareExtent Shows)
{
    /// <summary>Names of the documents that go with it and can be read.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>Null where it was never opened.</summary>
    public ShareOpeningsDocument? Openings { get; init; }
}
