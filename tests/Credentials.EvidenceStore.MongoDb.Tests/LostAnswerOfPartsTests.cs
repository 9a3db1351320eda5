using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>As <see cref="LostAnswerTests"/>, of what lies in an award's document and of the small documents beside it.</summary>
public sealed class LostAnswerOfPartsTests : ThroughProxyTests
{
    [MongoTheory]
    [InlineData("update", 0)] // The award that owes it.
    [InlineData("insert", 0)] // The mail.
    [InlineData("update", 1)] // That it is owed no more.
    public async Task A_mail_is_added_once(string command, int skip)
    {
        var award = await Documents.IssueAsync(Storage);
        var mail = MailDocument.New(MailKind.Code, award.Id, award.Centre, Documents.Now);
        Proxy.CutNext(command, skip);
        Assert.True(await Storage.AddMailAsync(mail));
        Assert.Equal(1, Proxy.Cuts);
        Assert.Equal([mail], await Storage.ListMailsOfAwardAsync(award.Id));
        Assert.Equal(0, await In("records").CountDocumentsAsync(Builders<BsonDocument>.Filter.Exists("due.0")));
    }

    [MongoFact]
    public async Task What_is_added_to_an_award_is_added_once()
    {
        var award = await Documents.IssueAsync(Storage);
        Proxy.CutNext("update");
        Assert.True(await Storage.AddShareAsync(new(Guid.CreateVersion7(), award.Id, 1, default, null, false, Documents.Now), mostOpen: 1));
        Proxy.CutNext("update");
        var request = new LearnerRequestDocument(
            Guid.CreateVersion7(), award.Id, award.Centre, LearnerRequestKind.Correction, LearnerRequestState.Open, 1, Documents.Bytes(), default, Documents.Now, null, null);
        Assert.Equal(AddedToAward.Added, await Storage.AddLearnerRequestAsync(request, new(Waiting: 1, OfAward: 1)));
        Proxy.CutNext("update");
        await Storage.AddShareOpeningsAsync([new(award.Id, award.Id, 1, 3, [Documents.Now])]);
        Assert.Equal(3, Proxy.Cuts);
        Assert.Single(await Storage.ListSharesAsync(award.Id, Documents.Now, 9));
        Assert.Single(await Storage.ListLearnerRequestsOfAwardAsync(award.Id));
        Assert.Equal(3, Assert.Single(await Storage.ListShareOpeningsAsync(award.Id)).Count);
    }

    [MongoTheory]
    [InlineData("insert")] // The index.
    [InlineData("update")] // The award.
    public async Task A_copy_is_added_once_and_dropped_once(string command)
    {
        var award = await Documents.IssueAsync(Storage);
        var copy = new WalletCopyDocument(Guid.CreateVersion7(), award.Id, Documents.Slot(), "dc+sd-jwt", Documents.Now, null, IsDropped: false);
        Proxy.CutNext(command);
        Assert.True(await Storage.AddWalletCopiesAsync([copy]));
        Assert.Equal(copy, Assert.Single(await Storage.ListWalletCopiesAsync(award.Id)));
        Proxy.CutNext("update");
        Assert.True(await Storage.DropWalletCopyAsync(award.Id, copy.Id));
        Assert.Equal(2, Proxy.Cuts);
        Assert.True(Assert.Single(await Storage.ListWalletCopiesAsync(award.Id)).IsDropped);
    }

    [MongoFact]
    public async Task Pictures_and_what_is_short_lived_are_put_once()
    {
        var picture = new PictureDocument("demo", PictureDocument.Logo, "image/png", Documents.Bytes(), 1);
        var offer = new ShortLivedDocument("offer", Documents.Bytes(32), 1, Documents.Now, Documents.Bytes());
        Proxy.CutNext("insert");
        Assert.Equal(1, await Storage.PutPictureAsync(picture));
        Proxy.CutNext("update");
        Assert.Equal(2, await Storage.PutPictureAsync(picture));
        Proxy.CutNext("insert");
        Assert.True(await Storage.AddShortLivedAsync(offer));
        Proxy.CutNext("update");
        Assert.True(await Storage.ReplaceShortLivedAsync(offer with { Version = 2 }));
        Assert.Equal(4, Proxy.Cuts);
    }
}
