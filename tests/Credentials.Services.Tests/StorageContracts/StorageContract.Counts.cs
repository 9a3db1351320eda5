using Credentials.EvidenceStore.Counting;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    private static readonly DateTimeOffset Afterwards = Documents.Now.AddYears(10);

    [ContractFact]
    public async Task Records_are_counted_by_what_is_asked_with_at_most_five_of_their_learners()
    {
        for (var award = 0; award < 7; award++)
        {
            var (centre, day) = (award < 6 ? "demo" : "arts", new DateOnly(2025 + (award % 2), 1, 1));
            await Documents.IssueAsync(
                Storage, Documents.Reservation(Documents.Award(Guid.CreateVersion7(), centre, awardedOn: day)), Documents.Facts(centre) with { ObtainedOn = day });
        }

        var counts = await Storage.CountRecordsAsync(new([RecordDimension.Centre, RecordDimension.Year], new(1), Afterwards));
        Assert.Equal(
            [("arts", 2025, 1), ("demo", 2025, 3), ("demo", 2026, 3)],
            counts.Entries.Select(entry => (counts.Names[-1 - entry.First!.Value], entry.Second!.Value, entry.Records)).Order());
        var all = Assert.Single((await Storage.CountRecordsAsync(new([RecordDimension.Kind], new(1), Afterwards))).Entries);
        Assert.Equal((7, 5), (all.Records, all.Learners.Distinct().Count()));
        Assert.Null(all.Second);
        var demo = await Storage.CountRecordsAsync(new([RecordDimension.Level], new(1) { Centre = "demo", From = new(2026, 1, 1) }, Afterwards));
        Assert.Equal(3, demo.Entries.Sum(entry => entry.Records));
    }

    [ContractFact]
    public async Task Learners_who_are_one_person_count_as_one()
    {
        var learners = Enumerable.Range(0, 6).Select(_ => Documents.Learner()).ToList();
        foreach (var learner in learners)
            await Documents.IssueAsync(Storage, Documents.Reservation(Documents.Award(learner.Id), learner));
        // A chain, a fork, and a circle: the first five are one person.
        foreach (var (alias, of) in ((int, int)[])[(0, 1), (2, 1), (1, 3), (3, 4), (4, 3)])
            Assert.True(await Storage.ReplaceLearnerAsync(learners[alias] with { Version = 2, AliasOf = learners[of].Id }));
        var all = Assert.Single((await Storage.CountRecordsAsync(new([RecordDimension.Kind], new(1), Afterwards))).Entries);
        Assert.Equal((6, 2), (all.Records, all.Learners.Count));
    }

    [ContractFact]
    public async Task Counts_are_as_of_a_moment()
    {
        var issued = await Documents.IssueAsync(Storage);
        async Task<long> CountAsync(DateTimeOffset before, RecordStatus? status = null) =>
            (await Storage.CountRecordsAsync(new([RecordDimension.Field], new(1) { Status = status }, before))).Entries.Sum(entry => entry.Records);
        Assert.Equal(0, await CountAsync(Documents.Now));
        Assert.Equal(1, await CountAsync(Documents.Now.AddSeconds(1)));
        var revokedAt = Documents.Now.AddDays(2);
        Assert.True(await Storage.ReplaceAwardAsync(issued with { Version = issued.Version + 1, Status = AwardStatus.Revoked }, revokedAt));
        Assert.Equal(1, await CountAsync(revokedAt));
        Assert.Equal(0, await CountAsync(revokedAt.AddSeconds(1)));
        Assert.Equal(1, await CountAsync(revokedAt.AddSeconds(1), RecordStatus.Revoked));
    }
}
