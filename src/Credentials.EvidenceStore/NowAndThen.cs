using Microsoft.Extensions.Hosting;

namespace Credentials.EvidenceStore;

/// <summary>Work in the background at start and after every pause. What it may fail with is its own to catch; anything else stops the service.</summary>
internal abstract class NowAndThen(TimeSpan pause, TimeProvider time) : BackgroundService
{
    protected abstract Task RunAsync(CancellationToken cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(pause, time);
        try
        {
            do
                await RunAsync(stoppingToken);
            while (await clock.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }
}
