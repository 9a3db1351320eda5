using Credentials.EvidenceStore.Sending;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>What becomes of an entry after an attempt: rules without a clock or a storage.</summary>
internal static class LedSettlement
{
    /// <param name="current">The entry as it is stored now: its award may have been revoked meanwhile, or a claim that lapsed taken over.</param>
    /// <param name="claimed">The entry as the attempt claimed it.</param>
    /// <param name="outcome">What came of the attempt.</param>
    /// <param name="diagnosis">What LED said, sealed.</param>
    /// <param name="now">The moment.</param>
    /// <param name="options">How often, and how long apart.</param>
    /// <param name="jitter">0 to 1, by chance.</param>
    /// <returns>The entry's next version; null where nothing is left to do and it goes.</returns>
    public static LedEntryDocument? After(
        LedEntryDocument current, LedEntryDocument claimed, LedOutcome outcome, ReadOnlyMemory<byte> diagnosis, DateTimeOffset now, LedOptions options,
        double jitter)
    {
        var next = current with
        {
            Doubts = outcome.Kind == LedOutcomeKind.Unclear ? current.Doubts : Math.Max(0, current.Doubts - 1),
            Version = current.Version + 1,
        };
        if (outcome.Kind == LedOutcomeKind.Accepted)
            return Accepted(next, now);
        if (current.State == LedEntryState.ToCancel)
            return next is { Doubts: 0, SentAt: null } ? null : next;
        // Another attempt that began since will say what becomes of it.
        if (current.State != LedEntryState.Waiting || current.Version != claimed.Version)
            return next;
        next = next with { Fault = outcome.Fault, SealedDiagnosis = diagnosis, NextAt = null };
        return outcome.Kind == LedOutcomeKind.Refused ? next with { State = LedEntryState.Refused }
            : next.Attempts >= options.MostAttempts ? next with { State = LedEntryState.Dead }
            : next with { NextAt = now + DelayAfter(next.Attempts, options, jitter, outcome.RetryAfter) };
    }

    /// <summary>How long the next attempt waits: as <see cref="Retries"/> have it, or longer where LED asks for that.</summary>
    public static TimeSpan DelayAfter(int attempts, LedOptions options, double jitter, TimeSpan? retryAfter)
    {
        var delay = Retries.DelayAfter(attempts, options.FirstDelay, options.LongestDelay, jitter);
        var asked = retryAfter is { } wait && wait < options.LongestDelay ? wait : retryAfter is null ? TimeSpan.Zero : options.LongestDelay;
        return delay > asked ? delay : asked;
    }

    /// <summary>An acknowledgement counts whenever it comes: what was revoked, and perhaps cancelled, meanwhile is to be cancelled now.</summary>
    private static LedEntryDocument Accepted(LedEntryDocument next, DateTimeOffset now) => next with
    {
        State = next.State is LedEntryState.ToCancel or LedEntryState.Cancelled ? LedEntryState.ToCancel : LedEntryState.Sent,
        SentAt = next.SentAt ?? now,
        NextAt = null,
        Fault = null,
        SealedDiagnosis = default,
    };
}
