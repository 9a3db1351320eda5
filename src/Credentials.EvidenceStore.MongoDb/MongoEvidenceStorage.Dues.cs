using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>What changes of one document owe to others; each can be done twice.</content>
public sealed partial class MongoEvidenceStorage
{
    private const string FreeValue = "free";
    private const string NewListVersion = "list";
    private const string NewMail = "mail";

    /// <summary>Changes a document, and does what it owes then.</summary>
    private async Task<bool> ChangeOwingAsync(Documents owner, Guid id, Func<BsonDocument, bool> change, CancellationToken cancel)
    {
        var (document, isChanged) = await owner.ChangeAsync(Fields.Of(id), change, cancel);
        if (isChanged)
            await _dues.SettleAsync(owner, [document!]);
        return isChanged;
    }

    /// <summary>A unique value is nobody's any more.</summary>
    private void OweFree(BsonDocument document, BsonValue value, Guid owner) =>
        _dues.Owe(document, FreeValue, new BsonDocument("value", value).With("owner", owner));

    private Task FreeAsync(BsonDocument due, CancellationToken cancel) => _unique.FreeAsync([due["value"]], due.Id("owner"), cancel);

    /// <summary>Somebody's status in the lists has changed: whoever keeps one made from an earlier version makes it anew.</summary>
    private void OweNewVersions(BsonDocument document, IEnumerable<string> lists)
    {
        foreach (var list in lists)
            _dues.Owe(document, NewListVersion, new BsonDocument().With("list", list));
    }

    private Task GiveNewVersionAsync(BsonDocument due, CancellationToken cancel) =>
        _statusLists.UpdateAsync(Documents.Where.Eq("_id", due["list"]), Documents.Set.Inc("version", 1L), cancel);

    /// <summary>A mail is written with what it tells of, and goes from there to where mails wait.</summary>
    private void OweMail(BsonDocument record, MailDocument mail) => _dues.Owe(record, NewMail, new BsonDocument().With("mail", MailMapping.Write(mail)));
}
