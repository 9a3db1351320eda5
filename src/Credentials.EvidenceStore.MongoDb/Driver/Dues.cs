using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>
/// What a change to one document still owes to others: written into the document with the change, done right after it, and taken out when it is done. A
/// process that dies in between leaves it there for the next that looks, so every one of them can be done twice.
/// </summary>
internal sealed class Dues(TimeProvider time)
{
    private const string Field = "due";

    /// <summary>How old what is left must be before somebody else does it, so that nobody does what is being done.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Func<IReadOnlyList<BsonDocument>, CancellationToken, Task>> _settlers = [];
    private readonly List<Documents> _owners = [];

    /// <summary>Says how a kind is done. The due is handed over as it was written.</summary>
    public void Settle(string kind, Func<BsonDocument, CancellationToken, Task> settler) => _settlers.Add(
        kind, async (dues, cancel) =>
        {
            foreach (var due in dues)
                await settler(due, cancel);
        });

    /// <summary>As <see cref="Settle"/>, for a kind of which many are done at once.</summary>
    public void SettleTogether(string kind, Func<IReadOnlyList<BsonDocument>, CancellationToken, Task> settler) => _settlers.Add(kind, settler);

    /// <summary>A collection whose documents can owe something.</summary>
    public void OwnedBy(Documents documents) => _owners.Add(documents);

    /// <summary>Writes it into a document that is being changed.</summary>
    public void Owe(BsonDocument document, string kind, BsonDocument due) =>
        document.Append(Field, due.With("id", Guid.NewGuid()).With("kind", kind).With("at", time.GetUtcNow()));

    /// <summary>Forgets dues of a document that is being changed.</summary>
    public static void Forgive(BsonDocument document, Func<BsonDocument, bool> which) =>
        document.With(Field, new BsonArray(document.Items(Field).Where(due => !which(due))));

    public static IEnumerable<BsonDocument> Of(BsonDocument document) => document.Items(Field);

    /// <summary>
    /// Does what these documents of one collection owe, right after the change that owes it. That is written, whatever becomes of this: what cannot be done
    /// now is left to whoever looks for it.
    /// </summary>
    public async Task SettleAsync(Documents owner, IEnumerable<BsonDocument> documents)
    {
        try
        {
            await DoAsync(owner, documents);
        }
        catch (StorageException)
        {
        }
    }

    private async Task DoAsync(Documents owner, IEnumerable<BsonDocument> documents)
    {
        foreach (var some in documents.Where(document => Of(document).Any()).Chunk(500))
        {
            var ids = new BsonArray();
            foreach (var dues in some.SelectMany(Of).GroupBy(due => due.Text("kind")))
            {
                // A kind that this release does not know is left to a newer one that works beside it.
                if (!_settlers.TryGetValue(dues.Key, out var settle))
                    continue;
                await settle([.. dues], CancellationToken.None);
                ids.AddRange(dues.Select(due => due["id"]));
            }
            if (ids.Count == 0)
                continue;
            await owner.UpdateAsync(
                Documents.Where.In("_id", some.Select(document => document["_id"])),
                Documents.Set.PullFilter<BsonDocument>(Field, Documents.Where.In("id", ids)), CancellationToken.None);
        }
    }

    /// <summary>Does what was left by processes that died, or by whom it was too early.</summary>
    public async Task SettleLeftAsync(CancellationToken cancel)
    {
        foreach (var owner in _owners)
        {
            var since = Documents.Where.Lt("at", Fields.Of(time.GetUtcNow() - Patience)) & Documents.Where.In("kind", _settlers.Keys);
            foreach (var document in await owner.ListAsync(Documents.Where.ElemMatch(Field, since), cancel, limit: 100))
            {
                try
                {
                    await DoAsync(owner, [document]);
                }
                catch (Exception failure) when (failure is not StorageException)
                {
                    // A hand was in it. It waits its turn again, and keeps nobody else from theirs.
                    var put = new BsonArray(Of(document).Select(due => due.With("at", time.GetUtcNow())));
                    await owner.UpdateAsync(
                        Documents.Where.Eq("_id", document["_id"]) & Documents.Where.Eq("rev", document["rev"]), Documents.Set.Set(Field, put), cancel);
                }
            }
        }
    }

    /// <summary>Does at once what the documents that meet the filter owe, whoever is at it.</summary>
    public async Task SettleNowAsync(Documents owner, FilterDefinition<BsonDocument> filter, CancellationToken cancel) =>
        await DoAsync(owner, await owner.ListAsync(filter, cancel));
}
