using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.Recording;

/// <summary>Deletes drafts that nobody awarded and ends lists that were paused for too long, at start and every quarter of an hour.</summary>
internal sealed partial class EndOldLists(Batches batches, TimeProvider time, ILogger<EndOldLists> log) : NowAndThen(TimeSpan.FromMinutes(15), time)
{
    protected override async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            var ended = await batches.EndOldAsync(cancel);
            if (ended > 0)
                Ended(log, ended);
        }
        // Whatever one of them has: the service goes on, and the next time comes.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} class lists that nobody went on with were ended.")]
    private static partial void Ended(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Old class lists could not be looked for: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
