using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// Works off one class list, from where it stands: chunks of rows, several at a time while the one before is being committed, settled in the order of
/// the file. Progress is stored about once a second; what a crash took from it is found again row by row.
/// </summary>
internal sealed class RunClassList(
    Batches batches, AwardRows award, ClassListSlots slots, IOptions<IssuerServiceOptions> options, TimeProvider time)
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(1);

    /// <summary>Returns when the list is done, when another process turns out to work on it, or when the service stops.</summary>
    /// <param name="start">How far it is.</param>
    /// <param name="report">Told after every chunk.</param>
    /// <param name="cancel">The service stops: what was begun is finished and stored, nothing new is begun.</param>
    public async Task RunAsync(OpenedBatch start, Action<ClassListState> report, CancellationToken cancel)
    {
        if (await batches.ReadInputAsync(start.Document.Id, cancel) is not { } input)
            return;
        var progress = new ClassListProgress(batches, start, options.Value.ClassListErrors, time, report);
        if (!ClassList.Open(start.Document.InputType, input).TryGet(out var list, out var unreadable))
        {
            await progress.FailAsync([new RowError(1, null, null, ClassListReasons.NotAnAward, unreadable.Detail)]);
            return;
        }

        var learners = list.IsUsable ? LearnersByName.Of(list, options.Value.ClassListRows) : null;
        if (learners is null || learners.Count > options.Value.ClassListRows)
        {
            await progress.FailAsync(learners is null ? list.Faults : [TooManyRows]);
            return;
        }

        progress.Begin(learners.Count, list.Faults);
        await AwardAsync(start.Document, list, learners, progress, cancel);
    }

    private async Task AwardAsync(BatchDocument start, ClassList list, LearnersByName learners, ClassListProgress progress, CancellationToken stop)
    {
        var underWay = new Queue<Task<ClassListChunk>>();
        var turn = Task.CompletedTask;
        using var abandon = new CancellationTokenSource();
        try
        {
            foreach (var rows in list.Rows().Skip(start.RowsDone).Chunk(options.Value.ClassListChunk))
            {
                await slots.TakeAsync(CancellationToken.None);
                var (mine, reserved) = (turn, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                turn = reserved.Task;
                underWay.Enqueue(Task.Run(() => RunChunkAsync(start, rows, learners, mine, reserved, abandon.Token), CancellationToken.None));
                while (underWay.TryPeek(out var oldest) && (oldest.IsCompleted || underWay.Count > slots.Count))
                    progress.Settle(await underWay.Dequeue());
                if (!await progress.SaveAsync(SaveEvery))
                    return;
                if (stop.IsCancellationRequested || progress.IsPaused)
                    break;
            }

            while (underWay.TryDequeue(out var next))
                progress.Settle(await next);
            await (stop.IsCancellationRequested && !progress.IsPaused ? progress.LeaveAsync() : progress.CompleteAsync());
        }
        finally
        {
            // Nothing is left running behind: what is still under way ends before whoever runs this list next.
            await abandon.CancelAsync();
            await Task.WhenAll(underWay).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task<ClassListChunk> RunChunkAsync(
        BatchDocument batch, ClassListRow[] rows, LearnersByName learners, Task turn, TaskCompletionSource reserved, CancellationToken cancel)
    {
        try
        {
            return await award.RunAsync(batch.Id, batch.Centre, rows, learners, turn, () => reserved.TrySetResult(), cancel);
        }
        finally
        {
            // After a failure the turn never comes: the rows behind must not overtake the ones that failed.
            reserved.TrySetCanceled(CancellationToken.None);
            slots.Return();
        }
    }

    private RowError TooManyRows => new(
        1, null, null, ClassListReasons.TooManyRows, $"A list may have {options.Value.ClassListRows} rows; nothing was read. Split it.");
}
