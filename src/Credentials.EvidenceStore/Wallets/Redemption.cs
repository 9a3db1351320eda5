namespace Credentials.EvidenceStore.Wallets;

/// <summary>What came of a try to use a pre-authorized code.</summary>
public enum RedemptionOutcome
{
    Redeemed,

    /// <summary>No code of ours, another centre's, used before, or expired: all the same to whoever tries.</summary>
    WrongCode,

    WrongTransactionCode,

    TransactionCodeMissing,

    TransactionCodeUnexpected,

    /// <summary>Many wrong transaction codes were given lately: nothing was looked at, try again in a moment.</summary>
    TooManyTries,
}

/// <param name="AccessToken">Only when redeemed.</param>
public sealed record Redemption(RedemptionOutcome Outcome, string? AccessToken = null);
