namespace Credentials.EvidenceStore.Storage;

/// <content>
/// The outbox of mails to learners. Its entries are written with the completion of an award or the change of its status; erasing the award ends those that
/// are not sent.
/// </content>
public partial interface IEvidenceStorage
{
    /// <summary>
    /// Durable. As <see cref="ReplaceAwardAsync(AwardDocument, DateTimeOffset, CancellationToken)"/>, with a mail that tells of it in the same commit.
    /// </summary>
    Task<bool> ReplaceAwardAsync(AwardDocument document, DateTimeOffset at, MailDocument? mail, CancellationToken cancel = default);

    /// <summary>Durable. A mail about something that is stored already; false, and none is added, where the award is not issued or was erased.</summary>
    Task<bool> AddMailAsync(MailDocument document, CancellationToken cancel = default);

    /// <summary>Durable. Takes waiting mails that are due: each has one attempt more, and nobody else is given it before the claim lapses.</summary>
    Task<IReadOnlyList<MailDocument>> ClaimMailsAsync(MailClaim claim, CancellationToken cancel = default);

    Task<MailDocument?> FindMailAsync(Guid id, CancellationToken cancel = default);

    /// <summary>Durable. False when the stored version is not one less.</summary>
    Task<bool> ReplaceMailAsync(MailDocument document, CancellationToken cancel = default);

    /// <summary>Newest first.</summary>
    Task<Page<MailDocument>> ListMailsAsync(MailQuery query, CancellationToken cancel = default);

    /// <summary>Every mail about an award, oldest first.</summary>
    Task<IReadOnlyList<MailDocument>> ListMailsOfAwardAsync(Guid award, CancellationToken cancel = default);
}
