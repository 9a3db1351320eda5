using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// The checks of drafts that somebody looks at, each made once for a version of its draft and by this process alone. Two at a time, and only the last few
/// are kept: another instance, or a later look, checks again.
/// </summary>
internal sealed partial class ClassListChecks(Batches batches, CheckClassList check, TimeProvider time, IHostApplicationLifetime host, ILogger<ClassListChecks> log) : IDisposable
{
    private const int MostKept = 16;

    /// <summary>A check that failed is not begun again at each look.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, CheckUnderWay> _checks = new();
    private readonly SemaphoreSlim _free = new(2, 2);

    /// <summary>The check of the draft as it is, begun now where there is none; one of an older version is given up.</summary>
    public CheckUnderWay Of(BatchDocument draft)
    {
        CheckUnderWay? begun = null, replaced = null;
        var known = _checks.AddOrUpdate(draft.Id, _ => Begin(), (_, other) =>
        {
            if (other.Version == draft.Version && !(other.HasFailed && time.GetElapsedTime(other.BegunAt) > Rest))
                return other;
            replaced = other;
            return Begin();
        });
        if (begun is not null && known == begun)
        {
            replaced?.Dispose();
            begun.Start(stop => RunAsync(draft, begun, stop), host.ApplicationStopping);
        }
        known.LookedAt = time.GetTimestamp();
        foreach (var (id, _) in _checks.OrderByDescending(one => one.Value.LookedAt).Skip(MostKept))
            Forget(id);
        return known;

        CheckUnderWay Begin() => begun ??= new(draft.Version) { BegunAt = time.GetTimestamp() };
    }

    public void Forget(Guid draft)
    {
        if (_checks.TryRemove(draft, out var check))
            check.Dispose();
    }

    public void Dispose() => _free.Dispose();

    [LoggerMessage(LogLevel.Error, "The class list {List} could not be checked")]
    private static partial void Failed(ILogger logger, Exception failure, Guid list);

    private async Task<ClassListCheck> RunAsync(BatchDocument draft, CheckUnderWay underWay, CancellationToken stop)
    {
        await _free.WaitAsync(stop);
        try
        {
            if (await batches.ReadInputAsync(draft.Id, stop) is not { } input || !ClassList.Open(draft.InputType, input).TryGet(out var list, out _))
                throw new InvalidOperationException($"the rows of draft {draft.Id} are not there");
            return await check.RunAsync(draft.Centre, (CsvClassList)list, draft.Version, underWay.Report, stop);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Failed(log, failure, draft.Id);
            throw;
        }
        finally
        {
            _free.Release();
        }
    }
}

/// <summary>A check of a draft on its way, or done.</summary>
internal sealed class CheckUnderWay(long version) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<ClassListCheck> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Version => version;

    public long BegunAt { get; init; }

    public long LookedAt { get; set; }

    public int Rows { get; private set; }

    public int Total { get; private set; }

    public bool HasFailed => _done.Task.IsFaulted || _done.Task.IsCanceled;

    public ClassListCheck? Found => _done.Task.IsCompletedSuccessfully ? _done.Task.Result : null;

    /// <summary>What was found; null where it takes longer than that, or came to nothing.</summary>
    public async Task<ClassListCheck?> WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        try
        {
            return await _done.Task.WaitAsync(most, cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Start(Func<CancellationToken, Task<ClassListCheck>> run, CancellationToken host) => _ = Task.Run(
        async () =>
        {
            try
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, host);
                _done.SetResult(await run(either.Token));
            }
            catch (Exception failure)
            {
                // Whoever waits is told; the next look begins again.
                _done.SetException(failure);
                _ = _done.Task.Exception;
            }
        },
        CancellationToken.None);

    public void Report(int rows, int total) => (Rows, Total) = (rows, total);

    /// <summary>Gives it up.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }
}
