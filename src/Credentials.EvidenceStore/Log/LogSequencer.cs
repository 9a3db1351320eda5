using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Log;

/// <summary>Sees to it, beside everything else, that events enter the log about a second after they happened.</summary>
internal sealed partial class LogSequencer(
    SequenceEvents sequence, IOptions<EvidenceStoreOptions> options, TimeProvider time, ILogger<LogSequencer> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.SequenceLog)
            return;
        while (true)
        {
            var wait = Every;
            try
            {
                while (await sequence.RunAsync(stoppingToken) == SequenceEvents.Most)
                {
                    // There is more: a class list is being awarded.
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(log, failure);
                wait = AfterFailure;
            }
            await Task.Delay(wait, time, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Events could not be added to the log; they stay pending")]
    private static partial void Failed(ILogger log, Exception failure);
}
