using System.Diagnostics;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// What waits for the writer, and how long it is worth waiting for company: durable operations stay, at most <see cref="LongestWait"/>, while awards are
/// in flight whose completions would share the flush, or fewer are there than shared the last one. A lone caller has none in flight but its own and does
/// not wait, but once after a busy time. Callers use <see cref="Add"/> and <see cref="Stop"/>, the writer's thread the rest.
/// </summary>
internal sealed class CommitQueue
{
    /// <summary>Completions that are worth a flush: nothing waits beyond these. More come together by themselves while the writer is busy.</summary>
    private const int FullGroup = 16;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(8);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly AwardsInFlight _inFlight = new();
    private readonly List<WriteOperation> _ordered = [];
    private readonly List<WriteOperation> _durable = [];
    private List<WriteOperation> _arriving = [];
    private List<WriteOperation> _taken = [];
    private bool _isStopping;
    private long _durableSince;
    private int _durableWeight;
    private int _lastWeight;

    public void Add(WriteOperation operation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isStopping, typeof(SqlEvidenceStorage));
            _arriving.Add(operation);
            if (_arriving.Count == 1)
                Monitor.Pulse(_gate);
        }
    }

    /// <summary>Lets the writer finish what is there; false when that was said before.</summary>
    public bool Stop()
    {
        lock (_gate)
        {
            if (_isStopping)
                return false;
            Monitor.Pulse(_gate);
            return _isStopping = true;
        }
    }

    /// <summary>Waits for what is to be committed next; false when all is done and nothing more comes.</summary>
    /// <param name="group">Receives the operations.</param>
    /// <param name="flush">Whether one of them is durable.</param>
    public bool Take(List<WriteOperation> group, out bool flush)
    {
        group.Clear();
        flush = false;
        while (group.Count == 0)
        {
            if (!Wait())
                return false;
            foreach (var operation in _taken)
                Sort(operation);
            _taken.Clear();
            group.AddRange(_ordered);
            _ordered.Clear();
            if (_durable.Count > 0 && (_durableWeight >= FullGroup || _isStopping || HasAllCompany || Remaining() <= TimeSpan.Zero))
            {
                flush = true;
                group.AddRange(_durable);
                _durable.Clear();
                _lastWeight = _durableWeight;
                _durableWeight = 0;
            }
        }
        return true;
    }

    /// <summary>A reservation was answered: its completion is on its way.</summary>
    public void Expect(Guid award) => _inFlight.Expect(award);

    private bool HasAllCompany => _durableWeight >= _lastWeight && !_inFlight.Any;

    /// <summary>Waits for an arrival, or until the durable operations that are held have waited long enough; false when there is nothing left to do.</summary>
    private bool Wait()
    {
        lock (_gate)
        {
            while (_arriving.Count == 0 && !_isStopping)
            {
                if (_durable.Count == 0)
                    Monitor.Wait(_gate);
                else if (Remaining() is var rest && (rest <= TimeSpan.Zero || !Monitor.Wait(_gate, rest)))
                    break;
            }
            (_taken, _arriving) = (_arriving, _taken);
            return _taken.Count > 0 || _durable.Count > 0 || !_isStopping;
        }
    }

    private void Sort(WriteOperation operation)
    {
        if (operation.IsCancelled)
        {
            operation.Fail(new OperationCanceledException());
            return;
        }
        if (!operation.IsDurable)
        {
            _ordered.Add(operation);
            return;
        }
        if (_durable.Count == 0)
            _durableSince = Stopwatch.GetTimestamp();
        _durable.Add(operation);
        _durableWeight += Math.Max(1, operation.Completes.Count);
        _inFlight.Arrived(operation.Completes);
    }

    /// <summary>How much longer the oldest durable operation waits; never less than a wait can be told, which would be spinning.</summary>
    private TimeSpan Remaining() => LongestWait - Stopwatch.GetElapsedTime(_durableSince) is var rest && rest > TimeSpan.Zero && rest < ShortestWait
        ? ShortestWait
        : rest;
}
