using Credentials.EvidenceStore.OwnPages;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>Goes on with interrupted erasures at start, and now and then: another instance may have died, or the log may have been in use.</summary>
internal sealed partial class ResumeErasures(EraseLearners erase, ForgetOnRequest forget, TimeProvider time, ILogger<ResumeErasures> log)
    : NowAndThen(TimeSpan.FromMinutes(1), time)
{
    protected override async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await erase.ResumeAsync(cancel);
            await forget.ResumeAsync(cancel);
        }
        // Whatever one of them has: the service goes on, and the next time comes.
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "An erasure could not be completed yet: {Reason}")]
    private static partial void Failed(ILogger logger, string reason);
}
