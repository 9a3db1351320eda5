using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;
using MongoDB.Driver;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <summary>A server that did what was asked and died before it said so: what was asked is done, once.</summary>
public sealed class LostAnswerTests : ThroughProxyTests
{
    [MongoFact]
    public async Task A_reservation_is_made_once_whichever_of_its_writes_is_not_answered()
    {
        // The status index, the learner, the match key, the award, the natural key.
        const int Writes = 5;
        for (var write = 0; write < Writes; write++)
        {
            Proxy.CutNext("insert", skip: write);
            var reservation = Documents.Reservation();
            Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([reservation])));
            Assert.Equal(write + 1, Proxy.Cuts);
            Documents.AssertSame(reservation.Award, await Storage.FindAwardAsync(reservation.Award.Id));
            Assert.Equal(reservation.Award.Id, Assert.Single(await Storage.FindAwardsByKeyAsync([reservation.NaturalKey]))!.Id);
            Assert.Equal(reservation.Award.LearnerId, Assert.Single(await Storage.FindLearnersByMatchAsync([reservation.LearnerMatchKey]))!.Id);
        }
        Assert.Equal((Writes, Writes), (Count("records"), Count("learners")));
        Assert.Equal(3 * Writes, Count("unique_values"));
    }

    [MongoTheory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task Awards_are_completed_once(int awards)
    {
        var reservations = Enumerable.Range(0, awards).Select(_ => Documents.Reservation()).ToList();
        await Storage.ReserveAwardsAsync(reservations);
        Proxy.CutNext("update");
        var completed = await Storage.CompleteAwardsAsync([.. reservations.Select(one => new AwardCompletion(one.Award.Id, Documents.Bytes(300), 1, Documents.Facts()))]);
        Assert.Equal(1, Proxy.Cuts);
        Assert.All(completed, one => Assert.Equal((AwardState.Issued, 2L), (((CompletionOutcome.Completed)one).Award.State, ((CompletionOutcome.Completed)one).Award.Version)));
        var records = In("records").Find("{}").ToList();
        Assert.Equal(awards, records.Count);
        Assert.All(records, record => Assert.Equal((1, 1), (record["events"].AsInt32, record["pending"].AsBsonArray.Count)));
    }

    [MongoFact]
    public async Task A_status_changes_once_and_its_list_with_it()
    {
        var list = (await Storage.LeaseStatusCountersAsync("demo", 64, Documents.List())).List.Id;
        var learner = Documents.Learner();
        var issued = await Documents.IssueAsync(Storage, Documents.Reservation(Documents.Award(learner.Id) with { StatusSlots = [new(list, 5)] }, learner));
        for (var cut = 0; cut < 3; cut++)
        {
            // The award itself, its list's version, and the note that this is due.
            Proxy.CutNext("update", skip: cut);
            var status = cut % 2 == 0 ? AwardStatus.Suspended : AwardStatus.Active;
            Assert.True(await Storage.ReplaceAwardAsync(issued with { Version = issued.Version + cut + 1, Status = status }, Documents.Now));
            Assert.Equal(cut + 1, Proxy.Cuts);
            var entries = (await Storage.ReadStatusListAsync(list))!;
            Assert.Equal(cut % 2 == 0 ? [(5, AwardStatus.Suspended)] : [], entries.NotActive);
            Assert.True(entries.List.Version >= cut + 2);
        }
        var record = In("records").Find("{}").Single();
        Assert.Equal((4, 4), (record["events"].AsInt32, record["pending"].AsBsonArray.Count));
        Assert.False(record.Contains("due") && record["due"].AsBsonArray.Count > 0);
    }

    private long Count(string collection) => In(collection).CountDocuments("{}");
}
