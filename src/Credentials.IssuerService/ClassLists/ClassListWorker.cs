using Credentials.EvidenceStore.Recording;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Works off class lists in the background, several at a time, and goes on at start with those that a stop or a crash left
/// unfinished.</summary>
internal sealed partial class ClassListWorker(
    Batches batches, ClassListQueue queue, RunClassList run, ClassListsUnderWay underWay, TimeProvider time, ILogger<ClassListWorker> log)
    : BackgroundService
{
    /// <summary>Each list under way holds its whole input in memory.</summary>
    private const int AtOnce = 4;

    private const int Attempts = 3;
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var unfinished in await batches.ListRunningAsync(stoppingToken))
            queue.Add(unfinished);
        await Parallel.ForEachAsync(
            queue.ReadAllAsync(stoppingToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken },
            async (batch, _) => await WorkOffAsync(batch, stoppingToken));
    }

    private async Task WorkOffAsync(OpenedBatch batch, CancellationToken stop)
    {
        try
        {
            for (var (attempt, next) = (1, batch); next.Document.State == Batches.Running && !stop.IsCancellationRequested; attempt++)
            {
                if (await TryRunAsync(next, stop) || !(await batches.FindAsync(null, batch.Document.Id, stop)).TryGet(out var stored, out _))
                    return;

                // Only attempts in a row that settle nothing count: a list of many rows may meet a busy disk more than once.
                attempt = stored.Document.RowsDone > next.Document.RowsDone ? 0 : attempt;
                if (attempt >= Attempts)
                {
                    await GiveUpAsync(stored);
                    return;
                }

                next = stored;
                await Task.Delay(BetweenAttempts, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The next start goes on with it.
        }
        finally
        {
            underWay.Leave(batch.Document.Id);
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
        var errors = ClassListJson.WriteErrors([.. known.Errors, given], known.ErrorsOmitted);
        await batches.SaveAsync(batch.Document with { State = ClassListState.Failed }, errors);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Class list {Batch} was interrupted")]
    private static partial void Failed(ILogger log, Exception failure, Guid batch);
}
