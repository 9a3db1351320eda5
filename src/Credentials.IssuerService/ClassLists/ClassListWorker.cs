using Credentials.EvidenceStore.Recording;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// Works off class lists in the background, several at a time: those that came in here, those that a stop or a crash left unfinished, and those of
/// another process that is gone.
/// </summary>
internal sealed partial class ClassListWorker(
    Batches batches, ClassListQueue queue, RunClassList run, ClassListsUnderWay underWay, TimeProvider time, ILogger<ClassListWorker> log)
    : BackgroundService
{
    /// <summary>Each list under way holds its whole input in memory.</summary>
    private const int AtOnce = 4;

    private const int Attempts = 3;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        LookForFreeAsync(stoppingToken),
        Parallel.ForEachAsync(
            queue.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
            async (batch, _) => await WorkOffAsync(batch, stoppingToken)));

    private async Task LookForFreeAsync(CancellationToken stop)
    {
        for (; ; await Task.Delay(LookEvery, time, stop))
        {
            try
            {
                foreach (var free in await batches.ListFreeAsync(stop))
                    queue.Add(free);
            }
            catch (Exception failure) when (!stop.IsCancellationRequested)
            {
                LookFailed(log, failure);
            }
        }
    }

    private async Task WorkOffAsync(Guid batch, CancellationToken stop)
    {
        try
        {
            OpenedBatch? before = null;
            for (var attempt = 1; await batches.ClaimAsync(batch, stop) is { } next; attempt++)
            {
                // Only attempts in a row that settle nothing count: a list of many rows may meet a busy disk more than once.
                attempt = before is not null && next.Document.RowsDone > before.Document.RowsDone ? 1 : attempt;
                if (attempt > Attempts)
                {
                    await GiveUpAsync(next);
                    return;
                }

                if (await TryRunAsync(next, stop))
                    return;
                before = next;
                await Task.Delay(BetweenAttempts, time, stop);
            }
        }
        catch (Exception failure)
        {
            // Whoever looks for free lists next, here or elsewhere, goes on with it.
            if (!stop.IsCancellationRequested)
                Failed(log, failure, batch);
        }
        finally
        {
            underWay.Leave(batch);
            queue.Leave(batch);
        }
    }

    /// <summary>False after a failure that a later attempt may not meet: nobody waits for this work, so that nobody else can answer it.</summary>
    private async Task<bool> TryRunAsync(OpenedBatch batch, CancellationToken stop)
    {
        try
        {
            await run.RunAsync(batch, underWay.Report, stop);
            return true;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !stop.IsCancellationRequested)
        {
            Failed(log, failure, batch.Document.Id);
            return false;
        }
    }

    private async Task GiveUpAsync(OpenedBatch batch)
    {
        var known = ClassListState.Of(batch);
        var given = new RowError(
            1, null, null, ClassListReasons.InternalError, "The service could not go on with this list. Send it again: nothing is awarded twice.");
        var errors = ClassListJson.WriteErrors([.. known.Errors, given], known.ErrorsOmitted, known.Existing);
        await batches.SaveAsync(batch.Document with { State = ClassListState.Failed }, errors);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Unfinished class lists could not be looked for")]
    private static partial void LookFailed(ILogger log, Exception failure);

    [LoggerMessage(Level = LogLevel.Error, Message = "Class list {Batch} was interrupted")]
    private static partial void Failed(ILogger log, Exception failure, Guid batch);
}
