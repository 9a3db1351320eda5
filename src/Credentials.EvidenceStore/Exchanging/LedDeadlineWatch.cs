using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>Counts what is not registered, for metrics, and warns once a day of what must be soon. It runs also where nothing is sent.</summary>
internal sealed partial class LedDeadlineWatch(
    IEvidenceStorage storage, LedMeter meter, TimeProvider time, IOptions<LedOptions> options, ILogger<LedDeadlineWatch> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    private DateOnly? _warned;

    /// <summary>Counts once.</summary>
    public async Task LookAsync(CancellationToken cancel = default)
    {
        var today = BrusselsTime.DayOf(time.GetUtcNow());
        var counts = await storage.CountLedEntriesAsync(today, LedDeadlines.NearOn(today, options.Value), cancel);
        meter.Show(counts);
        if (counts.Near == 0 || _warned == today)
            return;
        _warned = today;
        NotRegistered(log, counts.Near, counts.Over);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception failure)
            {
                if (!stoppingToken.IsCancellationRequested)
                    LookFailed(log, failure);
            }
            await Task.Delay(LookEvery, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Near} awards that must be registered in LED are not, and their deadline is near; of {Over} it is over. GET /api/led/deadlines lists them.")]
    private static partial void NotRegistered(ILogger log, long near, long over);

    [LoggerMessage(Level = LogLevel.Error, Message = "Deadlines of registrations in LED could not be looked for")]
    private static partial void LookFailed(ILogger log, Exception failure);
}
