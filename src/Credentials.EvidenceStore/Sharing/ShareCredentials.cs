using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sharing;

/// <summary>
/// Links to credentials. A token is an id and an HMAC over its kind, id and version under the link key, so nothing but the id is stored
/// and withdrawing bumps the version.
/// </summary>
public sealed class ShareCredentials
{
    private static readonly OpenedShare Unknown = new(ShareOutcome.Unknown);

    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly LinkKey _key;
    private readonly TimeProvider _time;

    internal ShareCredentials(IEvidenceStorage storage, AwardOpener opener, StoreSecrets secrets, TimeProvider time) =>
        (_storage, _opener, _key, _time) = (storage, opener, secrets.Link, time);

    /// <summary>The token of the share link that every award has.</summary>
    public string DefaultToken(Guid awardId, int shareVersion) => LinkToken.Write(_key, LinkKind.AwardShare, awardId, shareVersion);

    /// <summary>The token of the learner's own link.</summary>
    public string ClaimToken(Guid awardId, int claimVersion) => LinkToken.Write(_key, LinkKind.Claim, awardId, claimVersion);

    /// <summary>Durable. A further share; the award must be the centre's.</summary>
    public async Task<Result<CreatedShare>> CreateAsync(
        string centre, Guid awardId, DateTimeOffset? expires, string? purpose, string actor, CancellationToken cancel = default)
    {
        var now = _time.GetUtcNow();
        if (expires <= now)
        {
            return new Problem(ProblemCode.InvalidInput, "The share has faults.")
            {
                Errors = [new("/expires", "in-the-past", "The share would have expired already.")],
            };
        }
        var id = Guid.CreateVersion7(now);
        if (await ConsultAwards.FindIssuedAsync(_storage, centre, awardId, cancel) is not { } award)
            return ConsultAwards.NotThere;
        if (AwardOpener.IsErased(award) || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
            return ConsultAwards.Erased;
        var sealedPurpose = purpose is null ? default : key.SealPurpose(id, System.Text.Encoding.UTF8.GetBytes(purpose));
        // The journal first: a line about a share that did not come about is better than a share without a line.
        if (await ChangeAwardAsync(centre, awardId, old => old, new(now, "share-created", actor, null), cancel) is null)
            return ConsultAwards.NotThere;
        await _storage.AddShareAsync(new(id, awardId, 1, sealedPurpose, expires, IsWithdrawn: false, now), cancel);
        return new CreatedShare(id, LinkToken.Write(_key, LinkKind.Share, id, 1), expires);
    }

    /// <summary>Durable. Withdraws a further share by its id, or an award's own share link by the award's id (a new token takes its place).</summary>
    public async Task<Result<bool>> WithdrawAsync(string centre, Guid id, string actor, CancellationToken cancel = default)
    {
        var withdrawn = new AwardEvent(_time.GetUtcNow(), "share-withdrawn", actor, null);
        while (await _storage.FindShareAsync(id, cancel) is { } share)
        {
            if (await ConsultAwards.FindIssuedAsync(_storage, centre, share.AwardId, cancel) is null)
                return NoShare;
            if (share.IsWithdrawn)
                return true;
            // The share first: withdrawing must hold even if the journal's line is lost.
            if (await _storage.ReplaceShareAsync(share with { IsWithdrawn = true, Version = share.Version + 1 }, cancel))
                return await ChangeAwardAsync(centre, share.AwardId, old => old, withdrawn, cancel) is not null;
        }
        return await ChangeAwardAsync(centre, id, old => old with { ShareVersion = old.ShareVersion + 1 }, withdrawn, cancel) is null ? NoShare : true;
    }

    /// <summary>Opens a share token: found and in force, withdrawn, expired, or unknown (wrong tokens of any kind look the same).</summary>
    public async Task<OpenedShare> OpenAsync(string token, CancellationToken cancel = default) => LinkToken.TryRead(token) switch
    {
        { Kind: LinkKind.AwardShare } link => await OpenAwardAsync(link, award => award.ShareVersion, cancel),
        { Kind: LinkKind.Share } link => await OpenShareAsync(link, cancel),
        _ => Unknown,
    };

    /// <summary>Opens a claim token, likewise.</summary>
    public async Task<OpenedShare> OpenClaimAsync(string token, CancellationToken cancel = default) =>
        LinkToken.TryRead(token) is { Kind: LinkKind.Claim } link ? await OpenAwardAsync(link, award => award.ClaimVersion, cancel) : Unknown;

    private static Problem NoShare { get; } = new(ProblemCode.NotFound, "There is no such share.");

    private async Task<OpenedShare> OpenAwardAsync(LinkToken link, Func<AwardDocument, int> versionOf, CancellationToken cancel)
    {
        var award = await ConsultAwards.FindIssuedAsync(_storage, null, link.Id, cancel);
        var version = award is null ? 1 : versionOf(award);
        var isRight = link.IsOf(_key, version);
        // A link made after the learner was erased is right, and leads nowhere all the same.
        if (award is not null && isRight)
            return await _opener.OpenAsync(award, cancel) is { Request: not null } view ? new(ShareOutcome.Open, view) : new(ShareOutcome.Withdrawn);
        return link.WasOf(_key, version) && award is not null ? new(ShareOutcome.Withdrawn) : Unknown;
    }

    private async Task<OpenedShare> OpenShareAsync(LinkToken link, CancellationToken cancel)
    {
        var share = await _storage.FindShareAsync(link.Id, cancel);
        var version = share?.Version ?? 1;
        var isRight = link.IsOf(_key, version);
        if (share is null || !isRight)
            return link.WasOf(_key, version) && share is not null ? new(ShareOutcome.Withdrawn) : Unknown;
        if (share.IsWithdrawn)
            return new(ShareOutcome.Withdrawn);
        if (share.Expires <= _time.GetUtcNow())
            return new(ShareOutcome.Expired, Expires: share.Expires);
        if (await ConsultAwards.FindIssuedAsync(_storage, null, share.AwardId, cancel) is not { } award)
            return Unknown;
        if (await _opener.OpenAsync(award, cancel) is not { Request: not null } view || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
            return new(ShareOutcome.Withdrawn);
        var purpose = share.SealedPurpose.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(key.OpenPurpose(share.Id, share.SealedPurpose.Span));
        return new(ShareOutcome.Open, view, share.Expires, purpose);
    }

    private async Task<AwardDocument?> ChangeAwardAsync(
        string centre, Guid id, Func<AwardDocument, AwardDocument> change, AwardEvent happened, CancellationToken cancel)
    {
        while (await ConsultAwards.FindIssuedAsync(_storage, centre, id, cancel) is { } award)
        {
            if (AwardOpener.IsErased(award) || await _opener.FindKeyAsync(award.LearnerId, cancel) is not { } key)
                return award;
            var changed = change(award) with { Version = award.Version + 1, SealedJournal = AwardOpener.Append(award, key, happened) };
            if (await _storage.ReplaceAwardAsync(changed, _time.GetUtcNow(), cancel))
                return changed;
        }
        return null;
    }
}

public sealed record CreatedShare(Guid Id, string Token, DateTimeOffset? Expires);

public enum ShareOutcome
{
    Open,
    Unknown,
    Withdrawn,
    Expired,
}

/// <param name="Award">Only when open.</param>
public sealed record OpenedShare(ShareOutcome Outcome, AwardView? Award = null, DateTimeOffset? Expires = null, string? Purpose = null);
