using Credentials.EvidenceStore.Log;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.StorageContracts;

namespace Credentials.EvidenceStore.MongoDb.Tests;

/// <content>The log is counted and checked while others award, revoke and sequence.</content>
public sealed partial class MongoStorageTests
{
    [ContractFact]
    public async Task What_is_counted_and_checked_of_the_log_fits_while_others_write_it()
    {
        var isDone = false;
        var sequencing = Task.Run(async () =>
        {
            while (!Volatile.Read(ref isDone))
                await new SequenceEvents(Storage, Signers, new Clock(), "one").RunAsync();
        });
        var counting = Task.Run(async () =>
        {
            while (!Volatile.Read(ref isDone))
            {
                var totals = await Storage.CountLogAsync();
                Assert.Equal((totals.Entries, totals.Entries + totals.Pending, totals.Documents), (totals.Size, totals.RecordEvents, totals.Records));
                Assert.Empty((await new CheckLog(Storage, Signers).RunAsync()).Differences);
            }
        });
        await Parallel.ForEachAsync(Enumerable.Range(0, 80), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, cancel) =>
        {
            var award = await IssueAsync();
            if (number % 2 == 0)
                await Storage.ReplaceAwardAsync(award with { Version = 3, Status = AwardStatus.Suspended }, award.RecordedAt.AddDays(1), cancel);
        });
        Volatile.Write(ref isDone, true);
        await Task.WhenAll(sequencing, counting);
        await SequenceAllAsync();
        await AssertFitsAsync(120);
    }
}
