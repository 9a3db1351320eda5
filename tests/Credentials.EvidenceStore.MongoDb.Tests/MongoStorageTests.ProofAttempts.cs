using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using MongoDB.Driver;
using StoredDocuments = Credentials.Services.Tests.StorageContracts.Documents;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <content>Two who register under one reference, or link one proof, where one is slow and the other loses what it has and has it again meanwhile.</content>
public sealed partial class MongoStorageTests
{
    private UniqueValues Values => new(new(Hand.In(Names.UniqueValues), new WriteCounter()));

    [ContractFact]
    public async Task A_value_that_was_freed_and_taken_again_is_not_passed_on_by_who_found_it_before()
    {
        var (id, first, second) = (Fields.Of(StoredDocuments.Bytes()), Guid.NewGuid(), Guid.NewGuid());
        Assert.NotNull(Assert.Single(await Values.TakeAnewAsync([(id, first)], default)));
        Assert.Null(Assert.Single(await Values.TakeAnewAsync([(id, first)], default)));
        var found = (await Values.FindHoldingsAsync([id], default))[id];
        await Values.FreeAsync([id], first, default);
        var anew = Assert.Single(await Values.TakeAnewAsync([(id, first)], default))!.Value;
        Assert.Null(await Values.PassOnAsync(id, found, second, default));
        await Values.FreeAsync(id, found, default);
        Assert.Equal(anew, (await Values.FindHoldingsAsync([id], default))[id]);
        // To the same owner once more, which whoever found it before is to see, too.
        var again = (await Values.PassOnAsync(id, anew, first, default))!.Value;
        Assert.Null(await Values.PassOnAsync(id, anew, second, default));
        Assert.Equal(second, (await Values.PassOnAsync(id, again, second, default))!.Value.Owner);
        Assert.Equal(second, await Values.FindOwnerAsync(id, default));
        // By owners only, it is another write all the same.
        var passed = (await Values.FindHoldingsAsync([id], default))[id];
        Assert.True(await Values.PassOnAsync(id, second, second, default));
        Assert.Null(await Values.PassOnAsync(id, passed, first, default));
    }

    [ContractFact]
    public async Task A_reference_goes_to_one_where_a_slow_rival_had_removed_the_reservation_that_was_made_again()
    {
        var (first, second) = (StoredDocuments.Registration(), Guid.NewGuid());
        var reference = UniqueValues.IdOf(first.ReferenceKey);
        foreach (var isFreed in (bool[])[false, true])
        {
            Hand.Remove(Names.Records);
            Hand.Remove(Names.UniqueValues);
            Reserve(first, null);
            // The rival finds the reference and removes what was left behind; before it takes the reference, the first is back.
            var found = (await Values.FindHoldingsAsync([reference], default))[reference];
            Hand.In(Names.Records).DeleteOne(Driver.Documents.Where.Eq("_id", Fields.Of(first.Proof.Id)));
            if (isFreed)
                await Values.FreeAsync([reference], first.Proof.Id, default);
            Assert.IsType<ProofOutcome.Registered>(Assert.Single(await Storage.RegisterProofsAsync([first])));
            Assert.Null(await Values.PassOnAsync(reference, found, second, default));
            Assert.Equal(first.Proof.Id, (await Storage.FindProofByReferenceAsync(first.ReferenceKey))!.Id);
            Assert.DoesNotContain(Assert.Single(Hand.Save()[Names.Records]).Names, name => name is ProofMapping.Attempt or ProofMapping.ReservedAt);
        }
    }

    [ContractFact]
    public async Task Who_is_registering_is_waited_for_and_gives_way_only_after_a_minute()
    {
        var slow = StoredDocuments.Registration();
        Reserve(slow, DateTimeOffset.UtcNow);
        var next = StoredDocuments.Registration(reference: slow.ReferenceKey.ToArray());
        // Neither another proof nor the same from another call takes it away.
        foreach (var one in (ProofRegistration[])[next, slow])
        {
            var told = await Assert.ThrowsAsync<StorageException>(() => Storage.RegisterProofsAsync([one]));
            Assert.Contains("is being registered", told.Message, StringComparison.Ordinal);
        }
        Assert.Equal(Fields.Of(slow.Proof.Id), Assert.Single(Hand.Save()[Names.Records])["_id"]);
        var minuteAgo = DateTimeOffset.UtcNow - AwardReservation.LeftBehind;
        Hand.Update(Names.Records, Fields.Of(slow.Proof.Id), new BsonDocument("$set", new BsonDocument().With(ProofMapping.ReservedAt, (DateTimeOffset?)minuteAgo)));
        Assert.IsType<ProofOutcome.Registered>(Assert.Single(await Storage.RegisterProofsAsync([next])));
        Assert.Equal(next.Proof.Id, (await Storage.FindProofByReferenceAsync(slow.ReferenceKey))!.Id);
        Assert.Single(Hand.Save()[Names.Records]);
    }

    [ContractFact]
    public async Task A_claim_that_was_made_void_and_made_again_is_not_passed_over()
    {
        var learner = StoredDocuments.Learner();
        var claimed = await StoredDocuments.RegisterAsync(Storage, StoredDocuments.Proof(learner.Id), learner);
        var store = (MongoEvidenceStorage)Storage;
        var (rival, voided) = (Guid.NewGuid(), new List<Guid?>());
        Task<bool?> ClaimAsync(Guid by, Func<MongoEvidenceStorage.Claim, Task<bool?>> makeVoid) =>
            store.ClaimAsync(claimed.Id, ProofMapping.Replaces, new(by, Guid.NewGuid()), _ => true, makeVoid, default);
        static Task<bool?> NobodyAsync(MongoEvidenceStorage.Claim rival) => throw new InvalidOperationException($"{rival} is in the way");
        Assert.True(await ClaimAsync(rival, NobodyAsync));
        Assert.False(await ClaimAsync(
            Guid.NewGuid(), async found =>
            {
                Assert.Equal(rival, found.By);
                voided.Add(found.Attempt);
                if (voided.Count == 2)
                    return false;
                // Made void; and before it is passed over, the rival is at it again.
                Assert.True(await ClaimAsync(rival, NobodyAsync));
                return true;
            }));
        Assert.Equal(2, voided.Distinct().Count());
        Assert.Equal(rival, ProofMapping.PartOf(Hand.Find(Names.Records, Fields.Of(claimed.Id))).Id(ProofMapping.ClaimOf(ProofMapping.Replaces)));
    }

    [ContractFact]
    public async Task Who_is_about_to_replace_a_proof_is_waited_for()
    {
        var learner = StoredDocuments.Learner();
        var old = await StoredDocuments.RegisterAsync(Storage, StoredDocuments.Proof(learner.Id), learner);
        Assert.True(await Storage.CancelProofAsync(Cancelled(old)));
        var (slow, attempt) = (StoredDocuments.Proof(learner.Id) with { Replaces = old.Id }, Guid.NewGuid());
        Hand.In(Names.Records).InsertOne(ProofMapping.Write(slow, attempt, DateTimeOffset.UtcNow).With("rev", 1L));
        Hand.Update(
            Names.Records, Fields.Of(old.Id),
            new BsonDocument("$set", new BsonDocument { { "proof.replacedByNext", Fields.Of(slow.Id) }, { "proof.replacedByNextAttempt", Fields.Of(attempt) } }));
        var next = StoredDocuments.Registration(StoredDocuments.Proof(learner.Id) with { Replaces = old.Id }) with { NewLearner = null };
        await Assert.ThrowsAsync<StorageException>(() => Storage.RegisterProofsAsync([next]));
        // The attempt is over, and another one of the same has not claimed.
        Hand.Update(Names.Records, Fields.Of(slow.Id), new BsonDocument("$set", new BsonDocument().With(ProofMapping.Attempt, Guid.NewGuid())));
        Assert.IsType<ProofOutcome.Registered>(Assert.Single(await Storage.RegisterProofsAsync([next])));
        Assert.Equal(next.Proof.Id, (await Storage.FindProofAsync(old.Id))!.ReplacedBy);
    }

    private void Reserve(ProofRegistration registration, DateTimeOffset? at)
    {
        Hand.In(Names.Records).InsertOne(ProofMapping.Write(registration.Proof, Guid.NewGuid(), at).With("rev", 1L));
        Hand.In(Names.UniqueValues).InsertOne(
            new BsonDocument("_id", UniqueValues.IdOf(registration.ReferenceKey)).With("owner", registration.Proof.Id).With("rev", 1L));
    }
}
