using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>Who has opened the own page is not reminded of it.</summary>
public sealed class EndReminders
{
    private readonly IEvidenceStorage _storage;
    private readonly MailRoute _route;

    internal EndReminders(IEvidenceStorage storage, MailRoute route) => (_storage, _route) = (storage, route);

    /// <summary>Durable where there is a reminder to end; otherwise nothing is written.</summary>
    public async Task RunAsync(Guid award, CancellationToken cancel = default)
    {
        if (_route.Options.RemindAfter is null)
            return;
        foreach (var mail in await _storage.ListMailsOfAwardAsync(award, cancel))
        {
            // Where another change comes first the reminder is under way, or has ended otherwise.
            if (mail is { Kind: MailKind.Reminder, State: MailState.Waiting })
                await _storage.ReplaceMailAsync(mail with { State = MailState.Ended, NextAt = null, Fault = "opened", Version = mail.Version + 1 }, cancel);
        }
    }
}
