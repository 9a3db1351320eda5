using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using StoredDocuments = Credentials.Services.Tests.StorageContracts.Documents;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <content>Proofs that a process left half-way when it died.</content>
public sealed partial class MongoStorageTests
{
    [ContractFact]
    public async Task A_proof_that_was_only_reserved_is_nobodys_and_its_reference_goes_to_whoever_comes_next()
    {
        var left = StoredDocuments.Registration();
        Hand.In(Names.Records).InsertOne(ProofMapping.Write(left.Proof).With("rev", 1L));
        Hand.In(Names.UniqueValues).InsertOne(new BsonDocument("_id", UniqueValues.IdOf(left.ReferenceKey)).With("owner", left.Proof.Id).With("rev", 1L));
        Assert.Null(await Storage.FindProofAsync(left.Proof.Id));
        Assert.Null(await Storage.FindProofByReferenceAsync(left.ReferenceKey));
        Assert.Null(await Storage.FindRecordAsync(left.Proof.Id));
        Assert.Equal(new(0, 0, 0, 0, 0, 0), await Storage.CountLogAsync());
        var next = StoredDocuments.Registration(reference: left.ReferenceKey.ToArray());
        Assert.IsType<ProofOutcome.Registered>(Assert.Single(await Storage.RegisterProofsAsync([next])));
        Assert.Equal(next.Proof.Id, (await Storage.FindProofByReferenceAsync(left.ReferenceKey))!.Id);
        Assert.Single(Hand.Save()[Names.Records]);
    }

    [ContractFact]
    public async Task Of_many_who_register_one_reference_one_is_served_and_the_others_see_its_proof()
    {
        var reference = StoredDocuments.Bytes();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
            Assert.Single(await Storage.RegisterProofsAsync([StoredDocuments.Registration(reference: reference)])))));
        Assert.Single(outcomes.OfType<ProofOutcome.Registered>());
        Assert.Single(outcomes.OfType<ProofOutcome.Exists>().Select(outcome => outcome.Proof.Id).Distinct());
        Assert.Single((await Storage.ListRecordsAsync(new(50))).Items);
    }

    [ContractFact]
    public async Task Claims_of_who_died_are_passed_over_and_of_many_who_replace_one_proof_one_does()
    {
        var learner = StoredDocuments.Learner();
        var old = await StoredDocuments.RegisterAsync(Storage, StoredDocuments.Proof(learner.Id), learner);
        Assert.True(await Storage.CancelProofAsync(Cancelled(old)));
        var dead = StoredDocuments.Proof(learner.Id) with { Replaces = old.Id };
        Hand.In(Names.Records).InsertOne(ProofMapping.Write(dead).With("rev", 1L));
        Hand.Update(Names.Records, Fields.Of(old.Id), new BsonDocument("$set", new BsonDocument("proof.replacedByNext", Fields.Of(dead.Id))));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => Assert.Single(await Storage.RegisterProofsAsync(
            [StoredDocuments.Registration(StoredDocuments.Proof(learner.Id) with { Replaces = old.Id }) with { NewLearner = null }])))));
        Assert.Single(outcomes.OfType<ProofOutcome.Registered>());
        Assert.Equal(7, outcomes.OfType<ProofOutcome.CannotReplace>().Count());
        var replacing = (await Storage.FindProofAsync((await Storage.FindProofAsync(old.Id))!.ReplacedBy!.Value))!;
        Assert.Equal(old.Id, replacing.Replaces);
        Assert.Equal(2, (await Storage.ListRecordsAsync(new(50))).Items.Count);
    }

    [ContractFact]
    public async Task Of_many_proofs_that_are_cancelled_for_one_other_only_one_is()
    {
        var learner = StoredDocuments.Learner();
        var all = new List<ProofDocument>();
        for (var number = 0; number < 6; number++)
            all.Add(await StoredDocuments.RegisterAsync(Storage, StoredDocuments.Proof(learner.Id), learner));
        var other = all[^1];
        // One that intended the same and died before it was cancelled.
        Hand.Update(Names.Records, Fields.Of(all[0].Id), new BsonDocument("$set", new BsonDocument("proof.intended", Fields.Of(other.Id))));
        Hand.Update(Names.Records, Fields.Of(other.Id), new BsonDocument("$set", new BsonDocument("proof.replacesNext", Fields.Of(all[0].Id))));
        var results = await Task.WhenAll(all[1..5].Select(proof => Task.Run(() => Storage.CancelProofAsync(Cancelled(proof) with { ReplacedBy = other.Id }))));
        Assert.Single(results, succeeded => succeeded);
        var replaced = (await Storage.FindProofAsync(other.Id))!.Replaces;
        Assert.Equal(other.Id, (await Storage.FindProofAsync(replaced!.Value))!.ReplacedBy);
        var stored = await Task.WhenAll(all.Select(async proof => (await Storage.FindProofAsync(proof.Id))!));
        Assert.Single(stored, proof => proof.Record.Status == RecordStatus.Cancelled);
        Assert.True(await Storage.CancelProofAsync(Cancelled(all[0])));
    }

    [ContractFact]
    public async Task A_link_that_was_left_is_made_by_whoever_opens_the_store()
    {
        var learner = StoredDocuments.Learner();
        var old = await StoredDocuments.RegisterAsync(Storage, StoredDocuments.Proof(learner.Id), learner);
        var other = await StoredDocuments.RegisterAsync(Storage, StoredDocuments.Proof(learner.Id), learner);
        Assert.True(await Storage.CancelProofAsync(Cancelled(old) with { ReplacedBy = other.Id }));
        // As it was before the due was settled.
        Hand.Update(Names.Records, Fields.Of(other.Id), "{$unset: {'proof.replaces': 1}, $set: {'proof.version': NumberLong(1)}}");
        var due = new BsonDocument().With("of", other.Id).With("link", "replaces").With("to", old.Id)
            .With("id", Guid.NewGuid()).With("kind", "link").With("at", StoredDocuments.Now.AddYears(-1));
        Hand.Update(Names.Records, Fields.Of(old.Id), new BsonDocument("$push", new BsonDocument("due", due)));
        await ReopenAsync();
        await EventuallyAsync(async () => (await Storage.FindProofAsync(other.Id))!.Replaces == old.Id);
        Assert.Equal(2, (await Storage.FindProofAsync(other.Id))!.Version);
    }

    private static ProofDocument Cancelled(ProofDocument proof) => proof with
    {
        Record = proof.Record with { Status = RecordStatus.Cancelled, ChangedAt = StoredDocuments.Now },
        Version = proof.Version + 1,
        SealedJournal = StoredDocuments.Bytes(40),
    };

    private static async Task EventuallyAsync(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
            await Task.Delay(20, patience.Token);
    }
}
