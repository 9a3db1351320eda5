namespace Credentials.EvidenceStore.Storage.Sql;

/// <content>The outbox of mails.</content>
public sealed partial class SqlEvidenceStorage
{
    public Task<bool> ReplaceAwardAsync(AwardDocument document, DateTimeOffset at, MailDocument? mail, CancellationToken cancel) =>
        WriteDurably(connection => AwardRows.Replace(connection, document, at, mail), cancel);

    public Task<bool> AddMailAsync(MailDocument document, CancellationToken cancel) =>
        WriteDurably(connection => MailRows.AddToPresent(connection, document), cancel);

    public Task<IReadOnlyList<MailDocument>> ClaimMailsAsync(MailClaim claim, CancellationToken cancel) =>
        WriteDurably(connection => MailRows.Claim(connection, claim), cancel);

    public Task<MailDocument?> FindMailAsync(Guid id, CancellationToken cancel) => Read(connection => MailRows.Find(connection, id), cancel);

    public Task<bool> ReplaceMailAsync(MailDocument document, CancellationToken cancel) =>
        WriteDurably(connection => MailRows.Replace(connection, document), cancel);

    public Task<Page<MailDocument>> ListMailsAsync(MailQuery query, CancellationToken cancel) => Read(connection => MailRows.List(connection, query), cancel);

    public Task<IReadOnlyList<MailDocument>> ListMailsOfAwardAsync(Guid award, CancellationToken cancel) =>
        Read(connection => MailRows.ListOfAward(connection, award), cancel);
}
