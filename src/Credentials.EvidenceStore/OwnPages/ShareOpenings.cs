using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Logging;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>
/// Counts how often links are opened. Whoever opens one waits for nothing: openings are gathered, those of one link together, while the last ones are being
/// written, so that many cost no more commits than few. What cannot be written is not counted, and fails nobody.
/// </summary>
public sealed partial class ShareOpenings : IAsyncDisposable
{
    // More links than are opened while one commit is under way.
    private const int MostGathered = 10_000;

    private readonly IEvidenceStorage _storage;
    private readonly TimeProvider _time;
    private readonly ILogger<ShareOpenings> _log;
    private readonly Lock _lock = new();

    private Dictionary<(Guid Link, int Version), ShareOpeningsDocument> _gathered = [];
    private TaskCompletionSource _whenWritten = NewBatch();
    private Task _batchUnderWay = Task.CompletedTask;
    private Task _writing = Task.CompletedTask;
    private bool _isWriting;

    internal ShareOpenings(IEvidenceStorage storage, TimeProvider time, ILogger<ShareOpenings> log) => (_storage, _time, _log) = (storage, time, log);

    /// <summary>Counts an opening, now.</summary>
    /// <param name="link">The id of the share, or of the award for its own link.</param>
    /// <param name="award">The award.</param>
    /// <param name="version">Of the link.</param>
    public void Note(Guid link, Guid award, int version)
    {
        var now = _time.GetUtcNow();
        lock (_lock)
        {
            var key = (link, version);
            if (_gathered.TryGetValue(key, out var openings))
                _gathered[key] = openings with { Count = openings.Count + 1, Latest = [now, .. openings.Latest.Take(ShareOpeningsDocument.MostLatest - 1)] };
            else if (_gathered.Count < MostGathered)
                _gathered[key] = new(link, award, version, 1, [now]);
            if (_isWriting)
                return;
            _isWriting = true;
            _writing = Task.Run(WriteAsync);
        }
    }

    /// <summary>
    /// Of the links of an award, those noted here until now included. Waits for two commits at most, however many openings come meanwhile.
    /// </summary>
    public async Task<IReadOnlyList<ShareOpeningsDocument>> ListAsync(Guid award, CancellationToken cancel = default)
    {
        Task written;
        lock (_lock)
            written = _gathered.Count > 0 ? _whenWritten.Task : _batchUnderWay;
        await written.WaitAsync(cancel);
        return await _storage.ListShareOpeningsAsync(award, cancel);
    }

    /// <summary>Finishes what is gathered.</summary>
    public async ValueTask DisposeAsync()
    {
        Task all;
        lock (_lock)
            all = _writing;
        await all;
    }

    private static TaskCompletionSource NewBatch() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task WriteAsync()
    {
        while (true)
        {
            ShareOpeningsDocument[] next;
            TaskCompletionSource written;
            lock (_lock)
            {
                if (_gathered.Count == 0)
                {
                    _isWriting = false;
                    return;
                }
                next = [.. _gathered.Values];
                _gathered = [];
                (written, _whenWritten) = (_whenWritten, NewBatch());
                _batchUnderWay = written.Task;
            }
            try
            {
                await _storage.AddShareOpeningsAsync(next);
            }
            catch (Exception failure)
            {
                Failed(_log, failure, next.Sum(openings => openings.Count));
            }
            finally
            {
                written.SetResult();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} openings of links could not be counted")]
    private static partial void Failed(ILogger log, Exception failure, long count);
}
