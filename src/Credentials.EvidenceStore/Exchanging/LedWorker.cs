using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>
/// Works off LED's outbox in the background, several registrations at once; idle where LED's settings are not given. While LED cannot be reached, fewer
/// and fewer attempts are made, so that what waits does not use up its own.
/// </summary>
internal sealed partial class LedWorker(
    Func<RegisterInLed> register, TimeProvider time, IOptions<LedOptions> options, ILogger<LedWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>How long a request that is under way may still be answered when the service stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private RegisterInLed? _use;
    private int _failures;

    /// <summary>A certificate that cannot be used stops the start.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.IsOn)
            _use = register();
        else if (options.Value.IsHalf)
            HalfConfigured(log);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_use is not { } use)
            return;
        using var end = new CancellationTokenSource();
        await using var grace = stoppingToken.Register(() => end.CancelAfter(Grace));
        await Task.WhenAll(Enumerable.Range(0, options.Value.AtOnce).Select(_ => WorkAsync(use, stoppingToken, end.Token)));
    }

    private async Task WorkAsync(RegisterInLed use, CancellationToken stop, CancellationToken end)
    {
        while (!stop.IsCancellationRequested)
        {
            var pause = TimeSpan.Zero;
            try
            {
                if (await use.RunAsync(end) is not { } outcome)
                    pause = LookEvery;
                else if (outcome.IsAnswered)
                    Interlocked.Exchange(ref _failures, 0);
                else
                    pause = PauseAfter(Interlocked.Increment(ref _failures));
            }
            catch (Exception failure)
            {
                // Nobody waits for this work, so that nobody else can answer it; the claim lapses, and the entry is due again.
                if (!stop.IsCancellationRequested)
                    Failed(log, failure);
                pause = PauseAfter(Interlocked.Increment(ref _failures));
            }
            await Task.Delay(pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A failure or two are an entry's own; in a row they are LED's.</summary>
    private TimeSpan PauseAfter(int failures)
    {
        var rounds = failures / options.Value.AtOnce;
        return rounds == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(rounds, 20)), LongestPause.TotalSeconds));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nothing is registered in LED: it takes all of Led:Address, Led:Sender:Identification and Led:Supplier.")]
    private static partial void HalfConfigured(ILogger log);

    [LoggerMessage(Level = LogLevel.Error, Message = "An attempt to register in LED was interrupted")]
    private static partial void Failed(ILogger log, Exception failure);
}
