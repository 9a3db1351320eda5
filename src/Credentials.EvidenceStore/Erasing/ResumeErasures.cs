using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>Goes on with interrupted erasures at start, and now and then: another instance may have died, or the log may have been in use.</summary>
internal sealed partial class ResumeErasures(EraseLearners erase, TimeProvider time, ILogger<ResumeErasures> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(Pause, time);
        do
        {
            try
            {
                await erase.ResumeAsync(stoppingToken);
            }
            catch (StorageException failure)
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

    [LoggerMessage(LogLevel.Warning, "An erasure could not be completed yet: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
