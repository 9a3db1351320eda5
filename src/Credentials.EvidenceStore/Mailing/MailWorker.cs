using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.Mailing;

/// <summary>
/// Works off the outbox in the background, one mail after another at the pace of <see cref="MailOptions.PerSecond"/>. While the server cannot be reached,
/// fewer and fewer attempts are made, so that what waits goes out as soon as it is back.
/// </summary>
internal sealed partial class MailWorker(Func<SendMail> send, MailRoute route, TimeProvider time, ILogger<MailWorker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>How long a mail that is under way may still be answered when the service stops.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private int _failures;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (route.IsServer)
            ToServer(log, route.Options.Host!, route.Options.Port);
        else if (route.Folder is { } folder)
            ToFolder(log, folder);
        else
            Nowhere(log, route.Options.Off ? "Mail:Off is set" : "neither Mail:Host nor Mail:Folder is set");
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!route.IsOn)
            return;
        using var end = new CancellationTokenSource();
        await using var grace = stoppingToken.Register(() => end.CancelAfter(Grace));
        var use = send();
        while (!stoppingToken.IsCancellationRequested)
        {
            var pause = await WorkAsync(use, stoppingToken, end.Token);
            await Task.Delay(pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        use.Rest();
    }

    /// <summary>Sends one; answers how long to wait before the next.</summary>
    private async Task<TimeSpan> WorkAsync(SendMail use, CancellationToken stop, CancellationToken end)
    {
        var begun = time.GetTimestamp();
        try
        {
            switch (await use.RunAsync(end))
            {
                case null:
                    use.Rest();
                    return LookEvery;
                case { Kind: MailOutcomeKind.Unreached }:
                    return PauseAfter(++_failures);
                case { Kind: MailOutcomeKind.Ended }:
                    return TimeSpan.Zero;
                default:
                    _failures = 0;
                    var left = TimeSpan.FromSeconds(1 / route.Options.PerSecond) - time.GetElapsedTime(begun);
                    return left > TimeSpan.Zero ? left : TimeSpan.Zero;
            }
        }
        catch (Exception failure)
        {
            // Nobody waits for this work, so that nobody else can answer it; the claim lapses, and the mail is due again.
            if (!stop.IsCancellationRequested)
                Failed(log, failure);
            return PauseAfter(++_failures);
        }
    }

    private static TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromSeconds(Math.Min(Math.Pow(2, Math.Min(failures - 1, 20)), LongestPause.TotalSeconds));

    [LoggerMessage(Level = LogLevel.Information, Message = "Mails to learners go to {Host}, port {Port}")]
    private static partial void ToServer(ILogger log, string host, int port);

    [LoggerMessage(Level = LogLevel.Information, Message = "Mails to learners go into {Folder}")]
    private static partial void ToFolder(ILogger log, string folder);

    [LoggerMessage(Level = LogLevel.Information, Message = "No mails to learners are made: {Why}")]
    private static partial void Nowhere(ILogger log, string why);

    [LoggerMessage(Level = LogLevel.Error, Message = "An attempt to send a mail was interrupted")]
    private static partial void Failed(ILogger log, Exception failure);
}
