using Credentials.EvidenceStore.Sending;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>
/// Sends the next mail that is due: claims it, composes it, delivers it, settles what came of it. The claim is on the disk before anything is sent. Who dies
/// between the server's answer and the note of it sends again, under the same Message-ID: SMTP offers no better.
/// </summary>
internal sealed partial class SendMail(
    IEvidenceStorage storage, ComposeMail compose, IDeliverMail delivery, MailMeter meter, MailRoute route, TimeProvider time, ILogger<SendMail> log)
{
    /// <summary>What came of it; null where nothing is due.</summary>
    public async Task<MailOutcome?> RunAsync(CancellationToken cancel = default)
    {
        var now = time.GetUtcNow();
        if (await storage.ClaimMailsAsync(new(now, now + route.Options.Timeout + route.Options.ClaimMargin, 1), cancel) is not [var mail])
            return null;
        var outcome = await AttemptAsync(mail, cancel);
        meter.Count(mail.Kind, outcome);
        await Settle.ForSureAsync(() => SettleAsync(mail, outcome), failure => SettlingFailed(log, failure, mail.Id), time);
        return outcome;
    }

    /// <summary>A connection is let go.</summary>
    public void Rest() => delivery.Rest();

    private async Task<MailOutcome> AttemptAsync(MailDocument mail, CancellationToken cancel)
    {
        try
        {
            var (letter, instead) = await compose.RunAsync(mail, cancel);
            if (letter is null)
                return instead!;
            using var message = WriteMessage.Of(letter);
            if (message is null)
                return new(MailOutcomeKind.Refused, "bad-address");
            // Whoever was held up for so long may meet the next one who claims it.
            return time.GetUtcNow() + route.Options.Timeout > mail.NextAt
                ? new(MailOutcomeKind.Failed, "held-up")
                : await delivery.DeliverAsync(message, mail.Id, cancel);
        }
        catch (OperationCanceledException)
        {
            return new(MailOutcomeKind.Failed, "stopped");
        }
        catch (Exception failure)
        {
            ComposingFailed(log, failure, mail.Id);
            return new(MailOutcomeKind.Failed, "internal-error");
        }
    }

    private async Task SettleAsync(MailDocument claimed, MailOutcome outcome)
    {
        while (await storage.FindMailAsync(claimed.Id, CancellationToken.None) is { } current)
        {
            var next = MailSettlement.After(current, claimed, outcome, time.GetUtcNow(), route.Options, Random.Shared.NextDouble());
            if (next is null)
                return;
            if (!await storage.ReplaceMailAsync(next, CancellationToken.None))
                continue;
            if (next.State is MailState.Dead or MailState.Refused)
                LeftToPeople(log, claimed.Id, outcome.Fault, next.Attempts);
            else if (next.State == MailState.Waiting)
                TriedInVain(log, claimed.Id, outcome.Fault, claimed.Attempts);
            return;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Mail {Mail} could not be composed")]
    private static partial void ComposingFailed(ILogger log, Exception failure, Guid mail);

    [LoggerMessage(Level = LogLevel.Error, Message = "What became of mail {Mail} could not be stored; it is tried again")]
    private static partial void SettlingFailed(ILogger log, Exception failure, Guid mail);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Mail {Mail} is left to a person: {Fault}, after {Attempts} attempts")]
    private static partial void LeftToPeople(ILogger log, Guid mail, string? fault, int attempts);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mail {Mail} could not be sent: {Fault}, attempt {Attempt}")]
    private static partial void TriedInVain(ILogger log, Guid mail, string? fault, int attempt);
}
