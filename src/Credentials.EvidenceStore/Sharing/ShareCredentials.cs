using Credentials.EvidenceStore.Consulting;

namespace Credentials.EvidenceStore.Sharing;

/// <summary>
/// Links to credentials. A token is an id and an HMAC over its kind, id and version under the link key, so nothing but the id is stored
/// and withdrawing bumps the version.
/// </summary>
public sealed class ShareCredentials
{
    /// <summary>The token of the share link that every award has.</summary>
    public string DefaultToken(Guid awardId, int shareVersion) => throw new NotImplementedException();

    /// <summary>The token of the learner's own link.</summary>
    public string ClaimToken(Guid awardId, int claimVersion) => throw new NotImplementedException();

    /// <summary>Durable. A further share; the award must be the centre's.</summary>
    public Task<Result<CreatedShare>> CreateAsync(
        string centre, Guid awardId, DateTimeOffset? expires, string? purpose, string actor, CancellationToken cancel = default) =>
        throw new NotImplementedException();

    /// <summary>Durable. Withdraws a further share by its id, or an award's own share link by the award's id (a new token takes its place).</summary>
    public Task<Result<bool>> WithdrawAsync(string centre, Guid id, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Opens a share token: found and in force, withdrawn, expired, or unknown (wrong tokens of any kind look the same).</summary>
    public Task<OpenedShare> OpenAsync(string token, CancellationToken cancel = default) => throw new NotImplementedException();

    /// <summary>Opens a claim token, likewise.</summary>
    public Task<OpenedShare> OpenClaimAsync(string token, CancellationToken cancel = default) => throw new NotImplementedException();
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
