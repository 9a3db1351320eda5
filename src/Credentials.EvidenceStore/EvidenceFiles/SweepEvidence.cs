using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>
/// Deletes files that nothing leads to: erased ones whose deletion was interrupted, and those whose process died before the database named them. What is
/// younger than an hour may still be under way, here or in another process.
/// </summary>
internal sealed partial class SweepEvidence(IEvidenceStorage storage, EvidenceFolder folder, TimeProvider time, ILogger<SweepEvidence> log)
{
    /// <summary>How long a file that the database does not name is left alone.</summary>
    public static TimeSpan UnderWay { get; } = TimeSpan.FromHours(1);

    private const int AtOnce = 500;

    /// <summary>How many files were deleted.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var before = time.GetUtcNow() - UnderWay;
        var (deleted, isOneKept) = (0, false);
        var unknown = new List<Guid>();
        foreach (var files in folder.List().Chunk(AtOnce))
        {
            var finished = files.Where(file => file.IsFinished).ToArray();
            var states = await storage.FindEvidenceFileStatesAsync([.. finished.Select(file => file.Id)], cancel);
            var gone = files.Where(file => !file.IsFinished && file.WrittenAt < before).Select(file => file.Id)
                .Concat(finished.Zip(states).Where(one => one.Second == EvidenceFileState.Erased).Select(one => one.First.Id)).ToList();
            gone.ForEach(folder.Delete);
            deleted += gone.Count;
            isOneKept |= states.Contains(EvidenceFileState.Kept);
            unknown.AddRange(finished.Zip(states).Where(one => one.Second == EvidenceFileState.Unknown && one.First.WrittenAt < before).Select(one => one.First.Id));
        }
        // A database that knows none of the files is more likely the wrong one than one whose every document was cut off.
        if (unknown.Count > 0 && !isOneKept)
        {
            NotOurs(log, unknown.Count);
            return deleted;
        }
        unknown.ForEach(folder.Delete);
        return deleted + unknown.Count;
    }

    [LoggerMessage(LogLevel.Warning, "The database knows none of the {Count} files of evidence: is it the one that belongs to this folder? They are left as they are.")]
    private static partial void NotOurs(ILogger logger, int count);
}
