using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>What is asked for a second time, because the first attempt died half-way or its answer was lost.</summary>
[OnMongoDb]
public sealed class MongoAttemptTests : IAsyncLifetime
{
    private readonly string? _database = MongoServer.Missing is null ? MongoServer.NewDatabase() : null;
    private MongoEvidenceStorage _storage = null!;

    public Task InitializeAsync()
    {
        if (_database is not null)
            _storage = MongoEvidenceStorage.Open(_database);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        if (_database is null)
            return;
        await _storage.DisposeAsync();
        MongoServer.Drop(_database);
    }

    [ContractFact]
    public async Task An_entry_of_LEDs_outbox_whose_claim_died_before_it_had_a_supplier_gets_one_with_the_next()
    {
        var reservation = Documents.Reservation();
        var entry = new LedEntryDocument
        {
            RecordId = reservation.Award.Id,
            Centre = "demo",
            State = LedEntryState.Waiting,
            NextAt = Documents.Now,
            Deadline = new(2026, 8, 30),
            Version = 1,
        };
        await _storage.ReserveAwardsAsync([reservation]);
        await _storage.CompleteAwardsAsync([new(entry.RecordId, Documents.Bytes(), 1, Documents.Facts()) { LedEntry = entry }]);
        Assert.True(await _storage.ReplaceLedEntryAsync(entry with { Attempts = 1, Doubts = 1, Version = 2 }));
        var claimed = Assert.Single(await _storage.ClaimLedEntriesAsync(new(Documents.Now, Documents.Now.AddMinutes(1), "Source", 9)));
        Assert.Equal(("Source", 2, 2, 3L), (claimed.Supplier, claimed.Attempts, claimed.Doubts, claimed.Version));
        Assert.Equal("Source", (await _storage.FindLedEntryAsync(entry.RecordId))!.Supplier);
    }

    [ContractFact]
    public async Task A_copy_is_added_once_and_keeps_its_index_whoever_asks_again()
    {
        var award = await Documents.IssueAsync(_storage);
        var copy = Copy(award);
        Assert.True(await _storage.AddWalletCopiesAsync([copy]));
        Assert.True(await _storage.AddWalletCopiesAsync([copy]));
        Assert.Equal(copy, Assert.Single(await _storage.ListWalletCopiesAsync(award.Id)));
        Assert.True(await _storage.ReplaceAwardAsync(award with { Version = award.Version + 1, Status = AwardStatus.Revoked }, Documents.Now));
        await _storage.AddWalletCopiesAsync([copy]);
        var other = await Documents.IssueAsync(_storage);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _storage.AddWalletCopiesAsync([Copy(other) with { Slot = copy.Slot }]));
        Assert.Empty(await _storage.ListWalletCopiesAsync(other.Id));
    }

    [ContractFact]
    public async Task A_copy_whose_index_was_taken_by_an_attempt_that_died_is_added_by_the_next()
    {
        var award = await Documents.IssueAsync(_storage);
        var copy = Copy(award);
        await MongoServer.Connect(_database!).GetCollection<BsonDocument>("unique_values").InsertOneAsync(
            new BsonDocument("_id", $"{copy.Slot.List}/{copy.Slot.Index}").With("owner", copy.Id).With("rev", 1L));
        Assert.True(await _storage.AddWalletCopiesAsync([copy]));
        Assert.Equal(copy, Assert.Single(await _storage.ListWalletCopiesAsync(award.Id)));
    }

    [ContractFact]
    public async Task Shares_and_requests_are_added_once()
    {
        var award = await Documents.IssueAsync(_storage);
        var share = new ShareDocument(Guid.CreateVersion7(), award.Id, 1, Documents.Bytes(), null, false, Documents.Now);
        var request = new LearnerRequestDocument(
            Guid.CreateVersion7(), award.Id, award.Centre, LearnerRequestKind.Erasure, LearnerRequestState.Open, 1, Documents.Bytes(), default, Documents.Now, null, null);
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.True(await _storage.AddShareAsync(share, mostOpen: 1));
            Assert.Equal(AddedToAward.Added, await _storage.AddLearnerRequestAsync(request, new(Waiting: 1, OfAward: 1)));
        }
        Assert.Single(await _storage.ListSharesAsync(award.Id, Documents.Now, 9));
        Assert.Single(await _storage.ListLearnerRequestsOfAwardAsync(award.Id));
    }

    private static WalletCopyDocument Copy(AwardDocument award) =>
        new(Guid.CreateVersion7(), award.Id, Documents.Slot() with { List = "list" }, "dc+sd-jwt", Documents.Now, null, IsDropped: false);
}
