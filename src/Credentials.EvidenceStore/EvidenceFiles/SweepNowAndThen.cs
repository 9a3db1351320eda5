using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>Sweeps at start and every hour.</summary>
internal sealed partial class SweepNowAndThen(SweepEvidence sweep, EraseEvidence erase, TimeProvider time, ILogger<SweepNowAndThen> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await erase.ForgetAsync(stoppingToken);
                var deleted = await sweep.RunAsync(stoppingToken);
                if (deleted > 0)
                    Swept(log, deleted);
            }
            catch (Exception failure) when (failure is StorageException or IOException or UnauthorizedAccessException)
            {
                Failed(log, failure.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
        while (await WaitAsync(clock, stoppingToken));
    }

    private static async Task<bool> WaitAsync(PeriodicTimer clock, CancellationToken stop)
    {
        try
        {
            return await clock.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} files of evidence that nothing leads to were deleted.")]
    private static partial void Swept(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Files of evidence could not be looked through: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
