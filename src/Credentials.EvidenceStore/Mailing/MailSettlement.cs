using Credentials.EvidenceStore.Sending;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>What becomes of a mail after an attempt: rules without a clock or a storage.</summary>
internal static class MailSettlement
{
    /// <param name="current">The mail as it is stored now: an erasure may have ended it meanwhile, or a claim that lapsed was taken over.</param>
    /// <param name="claimed">The mail as the attempt claimed it.</param>
    /// <param name="outcome">What came of the attempt.</param>
    /// <param name="now">The moment.</param>
    /// <param name="options">How often, and how long apart.</param>
    /// <param name="jitter">0 to 1, by chance.</param>
    /// <returns>The mail's next version; null where it stays as it is.</returns>
    public static MailDocument? After(
        MailDocument current, MailDocument claimed, MailOutcome outcome, DateTimeOffset now, MailOptions options, double jitter)
    {
        var next = current with { Version = current.Version + 1, NextAt = null, Fault = outcome.Fault };
        // What was sent was sent, whatever became of it meanwhile.
        if (outcome.Kind == MailOutcomeKind.Sent)
            return current.State == MailState.Sent ? null : next with { State = MailState.Sent, SentAt = now };
        if (current.State != MailState.Waiting || current.Version != claimed.Version)
            return null;
        return outcome.Kind switch
        {
            MailOutcomeKind.Ended => next with { State = MailState.Ended },
            MailOutcomeKind.Refused => next with { State = MailState.Refused },
            _ when now - next.Since >= options.GiveUpAfter => next with { State = MailState.Dead },
            _ => next with { NextAt = now + Retries.DelayAfter(next.Attempts, options.FirstDelay, options.LongestDelay, jitter) },
        };
    }
}
