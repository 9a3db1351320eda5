using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Counts what came of the rows settled so far, and stores it.</summary>
internal sealed class ClassListProgress
{
    private readonly Batches _batches;
    private readonly int _mostErrors;
    private readonly TimeProvider _time;
    private readonly Action<ClassListState> _report;
    private readonly List<RowError> _errors;
    private readonly List<ExistingAward> _existing;
    private BatchDocument _document;
    private RowError[] _shown;
    private int _omitted;
    private long _savedAt;

    public ClassListProgress(Batches batches, OpenedBatch start, int mostErrors, TimeProvider time, Action<ClassListState> report)
    {
        (_batches, _document, _mostErrors, _time, _report) = (batches, start.Document, mostErrors, time, report);
        var known = ClassListState.Of(start);
        (_errors, _omitted) = ([.. known.Errors], known.ErrorsOmitted);
        _shown = [.. _errors];
        _existing = [.. known.Existing];
        _savedAt = time.GetTimestamp();
    }

    /// <summary>The list was opened; a list that goes on after a crash has its own faults already.</summary>
    public void Begin(int total, IReadOnlyList<RowError> faults)
    {
        if (_document.Total == 0)
            Add(faults);
        _document = _document with { Total = total };
        Report();
    }

    /// <summary>Somebody paused the list: nothing new may be begun.</summary>
    public bool IsPaused => _document.State == ClassListState.Paused;

    private bool IsAllDone => _document.RowsDone >= _document.Total;

    public void Settle(ClassListChunk chunk)
    {
        Add(chunk.Errors);
        _existing.AddRange(chunk.ExistingAwards.Take(Math.Max(0, _mostErrors - _existing.Count)));
        _document = _document with
        {
            RowsDone = _document.RowsDone + chunk.Rows,
            Awarded = _document.Awarded + chunk.Awarded,
            Existing = _document.Existing + chunk.Existing,
            Rejected = _document.Rejected + chunk.Rejected,
        };
        Report();
    }

    /// <summary>Stores the progress if that is due. False when another process has stored its own: then it works on the list, and this one must
    /// not.</summary>
    public ValueTask<bool> SaveAsync(TimeSpan every) =>
        _time.GetElapsedTime(_savedAt) < every ? ValueTask.FromResult(true) : new ValueTask<bool>(SaveAsync());

    /// <summary>Stores the end; where it was paused before all rows were begun, what was settled.</summary>
    public Task<bool> CompleteAsync() => IsPaused && !IsAllDone ? SaveAsync() : FinishAsync(ClassListState.Completed);

    public Task<bool> FailAsync(IReadOnlyList<RowError> errors)
    {
        Add(errors);
        return FinishAsync(ClassListState.Failed);
    }

    private Task<bool> FinishAsync(string state)
    {
        _document = _document with { State = state };
        return SaveAsync();
    }

    public Task<bool> SaveAsync() => StoreAsync(_batches.SaveAsync);

    /// <summary>Stores the progress and leaves the rest to another start, or another process.</summary>
    public Task<bool> LeaveAsync() => StoreAsync(_batches.LeaveAsync);

    private async Task<bool> StoreAsync(Func<BatchDocument, ReadOnlyMemory<byte>, CancellationToken, Task<BatchDocument?>> store)
    {
        _savedAt = _time.GetTimestamp();
        var errors = _errors.Count + _existing.Count == 0 ? default(ReadOnlyMemory<byte>) : ClassListJson.WriteErrors(_errors, _omitted, _existing);
        var wasPaused = IsPaused;
        if (await store(_document, errors, CancellationToken.None) is not { } saved)
        {
            if (wasPaused || await _batches.FindProgressAsync(_document.Centre, _document.Id) is not { State: ClassListState.Paused } paused || paused.Owner != _document.Owner)
                return false;
            // Somebody paused it, and it is still ours until what is under way is stored; an end stays an end.
            var isEnd = _document.State != ClassListState.Running || store == _batches.LeaveAsync;
            _document = _document with { Version = paused.Version, State = _document.State == ClassListState.Running ? ClassListState.Paused : _document.State };
            Report();
            return !isEnd || await SaveAsync();
        }
        _document = saved;
        Report();
        return true;
    }

    private void Add(IReadOnlyList<RowError> errors)
    {
        var room = Math.Max(0, _mostErrors - _errors.Count);
        _errors.AddRange(errors.Take(room));
        _omitted += Math.Max(0, errors.Count - room);

        // Readers get a copy, because the list grows while they read.
        if (errors.Count > 0 && room > 0)
            _shown = [.. _errors];
    }

    private void Report() => _report(new ClassListState(_document, _shown, _omitted));
}
