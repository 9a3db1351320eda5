using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Driver;

/// <summary>
/// The indexes of a collection, each under a name that says what it is for: made at start, and left alone where they are. A changed index gets a new name.
/// </summary>
internal static class Indexes
{
    /// <summary>The ids of documents are indexed by themselves. Sparse ones hold only the documents that have one of the fields.</summary>
    public static readonly IReadOnlyDictionary<string, IReadOnlyList<(string Name, string Keys, bool IsSparse)>> All =
        new Dictionary<string, IReadOnlyList<(string, string, bool)>>
        {
            [Names.Records] =
            [
                ("latest", "{number: -1, _id: -1}", true),
                ("of_learner", "{learner: 1, number: -1, _id: -1}", false),
                ("of_institution", "{'facts.institution': 1, number: -1, _id: -1}", true),
                ("of_level_and_field", "{'facts.eqf': 1, 'facts.isced': 1, number: -1, _id: -1}", true),
                ("of_field", "{'facts.isced': 1, number: -1, _id: -1}", true),
                ("of_centre", "{'award.centre': 1, number: -1, _id: -1}", true),
                ("of_achievement", "{'award.centre': 1, 'award.achievement': 1, number: -1, _id: -1}", true),
                ("of_status", "{'award.centre': 1, status: 1, number: -1, _id: -1}", true),
                ("of_batch", "{'award.batch': 1, 'award.batchRow': 1}", true),
                ("of_list", "{'slots.list': 1, 'slots.status': 1}", true),
                ("pending", "{'pending.number': 1}", true),
                ("due", "{'due.at': 1}", true),
                ("due_lists", "{'due.list': 1}", true),
                ("shares", "{'shares.id': 1}", true),
                ("files", "{'files.id': 1}", true),
                ("requests", "{'requests.id': 1}", true),
                ("requests_by_state", "{'requests.state': 1}", true),
                ("requests_of_centre", "{'requests.centre': 1, 'requests.state': 1}", true),
                ("led_due", "{'led.state': 1, 'led.nextAt': 1}", true),
                ("led_by_state", "{'led.state': 1, 'led.record': -1}", true),
                ("led_deadlines", "{'led.state': 1, 'led.deadline': 1, 'led.record': 1}", true),
                ("led_of_centre", "{'led.centre': 1, 'led.record': -1}", true),
            ],
            [Names.Learners] =
            [
                ("in_order", "{number: 1, _id: 1}", false),
                ("tokens", "{tokens: 1, number: 1, _id: 1}", true),
                ("aliases", "{aliasOf: 1, number: 1, _id: 1}", false),
                ("erasing", "{erasing: 1, number: 1, _id: 1}", false),
                ("key_under", "{wrappedKeyUnder: 1, number: 1, _id: 1}", false),
                ("erasure_under", "{erasureUnder: 1}", true),
                ("announced", "{'sealing.key': 1}", true),
                ("due", "{'due.at': 1}", true),
            ],
            [Names.LogEntries] = [("of_record", "{record: 1, ordinal: 1}", false)],
            [Names.Mails] =
            [
                ("of_award", "{award: 1, _id: 1}", false),
                ("of_centre", "{centre: 1, _id: -1}", false),
                ("due", "{state: 1, nextAt: 1}", false),
                ("by_state", "{state: 1, _id: -1}", false),
            ],
            [Names.Batches] = [("of_centre", "{centre: 1, _id: -1}", false), ("by_state", "{state: 1, createdAt: 1}", false), ("due", "{'due.at': 1}", true), ("errors_under", "{errorsUnder: 1}", true), ("announced", "{'sealing.key': 1}", true)],
            [Names.BatchInputs] = [("of_batch", "{batch: 1}", false), ("added", "{addedAt: 1}", false), ("input_under", "{inputUnder: 1, _id: 1}", false)],
            [Names.Doubles] = [("ids", "{id: 1}", false), ("open", "{open: 1, id: 1}", true), ("open_of_centre", "{centre: 1, open: 1, id: 1}", false), ("of_one", "{one: 1}", false), ("of_other", "{other: 1}", false)],
            [Names.Lookups] = [("of_learner", "{learner: 1, _id: -1}", true)],
            [Names.ShortLived] = [("by_end", "{expires: 1}", false)],
            [Names.StaffMembers] =
            [
                ("of_centre", "{centre: 1, addedAt: 1, _id: 1}", false),
                ("by_mark", "{mark: 1}", true),
                ("person_under", "{personUnder: 1, _id: 1}", false),
                ("announced", "{'sealing.key': 1}", true),
                ("due", "{'due.at': 1}", true),
            ],
            [Names.StaffActions] = [("of_centre", "{centre: 1, number: -1, _id: -1}", false), ("on_subject", "{centre: 1, subject: 1, number: -1, _id: -1}", false)],
            [Names.StatusLists] = [("key_under", "{permutationKeyUnder: 1, _id: 1}", false)],
            [Names.ApiKeys] = [("in_order", "{createdAt: 1, _id: 1}", false)],
            [Names.Achievements] = [("of_centre", "{centre: 1, number: 1}", false)],
            [Names.Dictionaries] = [("by_number", "{number: 1}", false)],
        };

    public static async Task MakeAsync(IMongoDatabase database, CancellationToken cancel)
    {
        foreach (var (collection, indexes) in All)
        {
            await database.GetCollection<BsonDocument>(collection).Indexes.CreateManyAsync(
                indexes.Select(index => new CreateIndexModel<BsonDocument>(
                    BsonDocument.Parse(index.Keys), new CreateIndexOptions { Name = index.Name, Sparse = index.IsSparse })), cancel);
        }
    }
}
