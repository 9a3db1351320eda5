using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>What people see of the outbox, and do with it. The centre is part of every question, so that "not yours" and "not there" look the same.</summary>
public sealed class MailOutbox
{
    private readonly IEvidenceStorage _storage;
    private readonly TimeProvider _time;

    internal MailOutbox(IEvidenceStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>Newest first.</summary>
    public Task<Page<MailDocument>> ListAsync(MailQuery query, CancellationToken cancel = default) => _storage.ListMailsAsync(query, cancel);

    /// <summary>Durable. Lets what was left to a person wait for an attempt again; what waits already is left as it is.</summary>
    public async Task<Result<MailDocument>> RetryAsync(string centre, Guid id, CancellationToken cancel = default)
    {
        while (true)
        {
            if (await _storage.FindMailAsync(id, cancel) is not { } mail || mail.Centre != centre)
                return new Problem(ProblemCode.NotFound, "There is no such mail.");
            if (mail.State == MailState.Waiting)
                return mail;
            if (mail.State is not (MailState.Dead or MailState.Refused))
                return new Problem(ProblemCode.WrongState, $"This mail is {MailWords.Of(mail.State)}; what is refused or dead can be tried again.");
            var now = _time.GetUtcNow();
            var next = mail with { State = MailState.Waiting, Attempts = 0, Since = now, NextAt = now, Version = mail.Version + 1 };
            if (await _storage.ReplaceMailAsync(next, cancel))
                return next;
        }
    }
}
