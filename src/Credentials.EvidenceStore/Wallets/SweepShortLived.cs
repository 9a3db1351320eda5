using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.Wallets;

/// <summary>Removes offers, nonces and the like that have expired, now and then.</summary>
internal sealed partial class SweepShortLived(IEvidenceStorage storage, TimeProvider time, ILogger<SweepShortLived> log) : BackgroundService
{
    private const int AtOnce = 1000;
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await Task.Delay(Every, time, stoppingToken);
            try
            {
                while (await storage.RemoveShortLivedAsync(time.GetUtcNow(), AtOnce, stoppingToken) == AtOnce)
                {
                    // There are more.
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What has expired could not be removed; it will be tried again")]
    private static partial void Failed(ILogger log, Exception failure);
}
