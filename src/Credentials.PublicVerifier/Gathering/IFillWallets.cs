namespace Credentials.PublicVerifier.Gathering;

/// <summary>What a learner does about wallets on the own page; the token of its link is the right to do it.</summary>
public interface IFillWallets
{
    /// <summary>Makes an offer, which ends the one before.</summary>
    /// <param name="token">Of the claim link.</param>
    /// <param name="form">A Credential Format Identifier (OpenID4VCI 1.0 appendix A).</param>
    /// <param name="cancel">Gives up.</param>
    ValueTask<WalletOutcome> OfferAsync(string token, string form, CancellationToken cancel);

    /// <summary>Has the transaction code for the open offer sent to the learner's e-mail address, which the page never shows whole.</summary>
    ValueTask<WalletOutcome> SendCodeAsync(string token, CancellationToken cancel);

    /// <summary>Drops a copy: from then on it is revoked, and nothing else is. Done too where it was dropped before.</summary>
    ValueTask<WalletOutcome> DropAsync(string token, Guid copy, CancellationToken cancel);
}

public enum WalletOutcome
{
    Done,

    /// <summary>The link is not open, or there is no such form or copy.</summary>
    NotThere,

    /// <summary>The credential is suspended or revoked.</summary>
    NotActive,

    /// <summary>The credential lacks what that form must have.</summary>
    NotInThisForm,

    /// <summary>Many offers were made in the last minutes.</summary>
    TooMany,
}

/// <param name="IsActive">Whether wallets may have the credential now.</param>
/// <param name="Forms">The Credential Format Identifiers in which wallets can have it, the one that most should take first.</param>
/// <param name="Offer">The one that can be taken now; null when there is none.</param>
/// <param name="Copies">What wallets took, oldest first.</param>
public sealed record SharedWallet(bool IsActive, IReadOnlyList<string> Forms, SharedOffer? Offer, IReadOnlyList<SharedCopy> Copies)
{
    /// <summary>The masked e-mail address that a transaction code can be sent to; null where none can be sent.</summary>
    public string? MailTo { get; init; }
}

/// <param name="Link">What a wallet opens: <c>openid-credential-offer://…</c>.</param>
/// <param name="LinkByValue">The same with the whole offer in it, for wallets that fetch none.</param>
/// <param name="Form">A Credential Format Identifier.</param>
/// <param name="Number">What the learner reads to the centre's staff, who have the transaction code.</param>
public sealed record SharedOffer(string Link, string LinkByValue, string Form, string Number, DateTimeOffset Expires)
{
    /// <summary>When a transaction code was last asked for by mail; null where none was.</summary>
    public DateTimeOffset? CodeMailedAt { get; init; }
}

/// <param name="Form">A Credential Format Identifier.</param>
public sealed record SharedCopy(Guid Id, string Form, DateTimeOffset GivenAt, bool IsDropped);
