using System.Diagnostics;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>Mails that a process left in the documents of their awards when it died.</summary>
[OnMongoDb]
public sealed class MongoMailTests : IDisposable
{
    private static readonly DateTimeOffset Later = Documents.Now.AddMinutes(2);

    private readonly string? _database = MongoServer.Missing is null ? MongoServer.NewDatabase() : null;

    public void Dispose()
    {
        if (_database is not null)
            MongoServer.Drop(_database);
    }

    [ContractFact]
    public async Task A_mail_that_was_left_in_its_award_waits_as_soon_as_somebody_opens_the_store()
    {
        var award = await IssueAndCloseAsync();
        var mail = MailDocument.New(MailKind.Award, award.Id, award.Centre, Documents.Now);
        await OweAsync(mail);
        await using var storage = MongoEvidenceStorage.Open(_database!);
        await SettledAsync(award.Id);
        Assert.Equal(mail, await storage.FindMailAsync(mail.Id));
        Assert.Equal(mail.Id, Assert.Single(await storage.ClaimMailsAsync(new(Documents.Now, Later, 9))).Id);
    }

    [ContractFact]
    public async Task A_mail_that_was_left_in_an_award_erased_meanwhile_never_waits()
    {
        var award = await IssueAndCloseAsync();
        var (unsent, sent) = (MailDocument.New(MailKind.Award, award.Id, award.Centre, Documents.Now), MailDocument.New(MailKind.Code, award.Id, award.Centre, Documents.Now));
        await OweAsync(unsent);
        await OweAsync(sent with { State = MailState.Sent });
        await Records.UpdateOneAsync(Of(award.Id), Builders<BsonDocument>.Update.Unset("award.request"));
        await using var storage = MongoEvidenceStorage.Open(_database!);
        await SettledAsync(award.Id);
        Assert.Empty(await storage.ClaimMailsAsync(new(Later, Later, 9)));
        Assert.Equal(unsent with { State = MailState.Ended, NextAt = null, Fault = "erased", Version = 2 }, await storage.FindMailAsync(unsent.Id));
        Assert.Equal(sent with { State = MailState.Sent }, await storage.FindMailAsync(sent.Id));
    }

    [ContractFact]
    public async Task A_mail_that_went_out_before_its_award_forgot_that_it_owes_it_does_not_wait_again()
    {
        var award = await IssueAndCloseAsync();
        var mail = MailDocument.New(MailKind.Award, award.Id, award.Centre, Documents.Now);
        var sent = mail with { State = MailState.Sent, Attempts = 1, NextAt = null, SentAt = Documents.Now, Version = 2 };
        await using (var before = MongoEvidenceStorage.Open(_database!))
        {
            Assert.True(await before.AddMailAsync(mail));
            Assert.True(await before.ReplaceMailAsync(sent));
        }
        await OweAsync(mail);
        await using var storage = MongoEvidenceStorage.Open(_database!);
        await SettledAsync(award.Id);
        Assert.Equal([sent], await storage.ListMailsOfAwardAsync(award.Id));
    }

    [ContractFact]
    public async Task Many_mails_of_one_completion_wait_all()
    {
        await using var storage = MongoEvidenceStorage.Open(_database!);
        var reservations = Enumerable.Range(0, 20).Select(_ => Documents.Reservation()).ToList();
        await storage.ReserveAwardsAsync(reservations);
        await storage.CompleteAwardsAsync([.. reservations.Select(one => new AwardCompletion(one.Award.Id, Documents.Bytes(), 1, Documents.Facts())
        {
            Mails = [MailDocument.New(MailKind.Award, one.Award.Id, "demo", Documents.Now), MailDocument.New(MailKind.Reminder, one.Award.Id, "demo", Documents.Now)],
        })]);
        Assert.Equal(40, (await storage.ClaimMailsAsync(new(Documents.Now, Later, 50))).Count);
        Assert.Equal(0, await Records.CountDocumentsAsync(Builders<BsonDocument>.Filter.Exists("due.0")));
    }

    private IMongoCollection<BsonDocument> Records => MongoServer.Connect(_database!).GetCollection<BsonDocument>("records");

    private static FilterDefinition<BsonDocument> Of(Guid record) => Builders<BsonDocument>.Filter.Eq("_id", Fields.Of(record));

    private async Task<AwardDocument> IssueAndCloseAsync()
    {
        await using var storage = MongoEvidenceStorage.Open(_database!);
        return await Documents.IssueAsync(storage);
    }

    /// <summary>As the process that wrote the change left it, a while ago.</summary>
    private async Task OweAsync(MailDocument mail) => await Records.UpdateOneAsync(Of(mail.AwardId), Builders<BsonDocument>.Update.Push(
        "due",
        new BsonDocument("mail", MailMapping.Write(mail)).With("id", Guid.NewGuid()).With("kind", "mail").With("at", DateTimeOffset.UnixEpoch)));

    /// <summary>Waits until the award owes nothing more.</summary>
    private async Task SettledAsync(Guid award)
    {
        var since = Stopwatch.StartNew();
        while ((await Records.Find(Of(award)).SingleAsync()).TryGetValue("due", out var due) && due.AsBsonArray.Count > 0)
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(30), "it still owes it");
            await Task.Delay(10);
        }
    }
}
