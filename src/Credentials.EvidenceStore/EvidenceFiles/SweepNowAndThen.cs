using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>Sweeps at start and every hour.</summary>
internal sealed partial class SweepNowAndThen(SweepEvidence sweep, EraseEvidence erase, TimeProvider time, ILogger<SweepNowAndThen> log)
    : NowAndThen(TimeSpan.FromHours(1), time)
{
    protected override async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await erase.ForgetAsync(cancel);
            var deleted = await sweep.RunAsync(cancel);
            if (deleted > 0)
                Swept(log, deleted);
        }
        catch (Exception failure) when (failure is StorageException or IOException or UnauthorizedAccessException)
        {
            Failed(log, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} files of evidence that nothing leads to were deleted.")]
    private static partial void Swept(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Files of evidence could not be looked through: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
