using Credentials.EvidenceStore.Sending;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>
/// Registers the next award that is due: claims its entry, sends its request, settles what came of it. The claim is on the disk before anything is sent,
/// and counts as a doubt until an answer ends it: after a crash in between, the entry is due again when the claim lapses, with the same supplier and
/// reference, which LED keeps unique.
/// </summary>
internal sealed partial class RegisterInLed(
    IEvidenceStorage storage, ComposeLedRequest compose, LedKeys keys, LedConnection connection, LedMeter meter, TimeProvider time,
    IOptions<LedOptions> options, ILogger<RegisterInLed> log)
{
    /// <summary>What came of it; null where nothing is due.</summary>
    public async Task<LedOutcome?> RunAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        var until = now + options.Value.Timeout + options.Value.ClaimMargin;
        var claimed = await storage.ClaimLedEntriesAsync(new(now, until, options.Value.Supplier!, 1), cancel);
        if (claimed is not [var entry])
            return null;
        var outcome = await AttemptAsync(entry, cancel);
        meter.Count(outcome);
        await Settle.ForSureAsync(() => SettleAsync(entry, outcome, CancellationToken.None), failure => SettlingFailed(log, failure, entry.RecordId), time);
        return outcome;
    }

    private async Task<LedOutcome> AttemptAsync(LedEntryDocument entry, CancellationToken cancel)
    {
        byte[] request;
        try
        {
            var (composed, instead) = await compose.RunAsync(entry, cancel);
            if (instead is not null)
                return instead;
            request = composed!;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            ComposingFailed(log, failure, entry.RecordId);
            return new(LedOutcomeKind.Unreached, "internal-error");
        }
        catch (OperationCanceledException)
        {
            return new(LedOutcomeKind.Unreached, "stopped");
        }
        // Whoever was held up for so long may meet the next one who claims it.
        return time.GetUtcNow() + options.Value.Timeout > entry.NextAt
            ? new(LedOutcomeKind.Unreached, "held-up")
            : await connection.PostAsync(request, cancel);
    }

    private async Task SettleAsync(LedEntryDocument claimed, LedOutcome outcome, CancellationToken cancel)
    {
        var diagnosis = await SealAsync(claimed.RecordId, outcome, cancel);
        while (await storage.FindLedEntryAsync(claimed.RecordId, cancel) is { } current)
        {
            var next = LedSettlement.After(current, claimed, outcome, diagnosis, time.GetUtcNow(), options.Value, Random.Shared.NextDouble());
            var isSettled = next is null
                ? await storage.RemoveLedEntryAsync(current.RecordId, current.Version, cancel)
                : await storage.ReplaceLedEntryAsync(next, cancel);
            if (!isSettled)
                continue;
            if (next is { State: LedEntryState.Refused or LedEntryState.Dead })
                LeftToPeople(log, claimed.RecordId, outcome.Fault, next.Attempts);
            else if (!outcome.IsAnswered)
                TriedInVain(log, claimed.RecordId, outcome.Fault, claimed.Attempts);
            return;
        }
    }

    /// <summary>Nothing where the learner was erased meanwhile.</summary>
    private async Task<ReadOnlyMemory<byte>> SealAsync(Guid record, LedOutcome outcome, CancellationToken cancel) =>
        outcome.Diagnosis is { } said && await storage.FindAwardAsync(record, cancel) is { } award && await keys.FindAsync(award.LearnerId, cancel) is { } key
            ? key.SealDiagnosis(record, System.Text.Encoding.UTF8.GetBytes(said))
            : default(ReadOnlyMemory<byte>);

    [LoggerMessage(Level = LogLevel.Error, Message = "The registration of {Record} in LED could not be composed")]
    private static partial void ComposingFailed(ILogger log, Exception failure, Guid record);

    [LoggerMessage(Level = LogLevel.Error, Message = "What LED answered to the registration of {Record} could not be stored; it is tried again")]
    private static partial void SettlingFailed(ILogger log, Exception failure, Guid record);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The registration of {Record} in LED is left to a person: {Fault}, after {Attempts} attempts")]
    private static partial void LeftToPeople(ILogger log, Guid record, string? fault, int attempts);

    [LoggerMessage(Level = LogLevel.Information, Message = "The registration of {Record} in LED did not succeed: {Fault}, attempt {Attempt}")]
    private static partial void TriedInVain(ILogger log, Guid record, string? fault, int attempt);
}
