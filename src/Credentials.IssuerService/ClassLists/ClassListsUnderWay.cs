using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;

namespace Credentials.IssuerService.ClassLists;

/// <summary>The class lists that this process works on, as far as they are this instant; the store is about a second behind.</summary>
internal sealed class ClassListsUnderWay(Batches batches, TimeProvider time)
{
    private readonly ConcurrentDictionary<Guid, ClassListState> _states = new();
    private readonly ConcurrentDictionary<Guid, (long At, int Rows)> _beginnings = new();
    private readonly ConcurrentDictionary<Guid, long> _paused = new();

    public void Report(ClassListState state)
    {
        if (state.Document.Total > 0)
            _beginnings.TryAdd(state.Document.Id, (time.GetTimestamp(), state.Document.RowsDone));
        _states[state.Document.Id] = _paused.TryGetValue(state.Document.Id, out var paused) && state is { IsRunning: true } && state.Document.Version < paused
            ? state with { Document = state.Document with { State = ClassListState.Paused } }
            : state;
    }

    public void Leave(Guid id)
    {
        _states.TryRemove(id, out _);
        _beginnings.TryRemove(id, out _);
        _paused.TryRemove(id, out _);
    }

    /// <summary>How long the rest takes at the pace so far; null where this process does not work on it, or only just began.</summary>
    public TimeSpan? LeftOf(BatchDocument list)
    {
        if (!_beginnings.TryGetValue(list.Id, out var began) || list.RowsDone <= began.Rows || time.GetElapsedTime(began.At) is var elapsed && elapsed < TimeSpan.FromSeconds(1))
            return null;
        return elapsed / (list.RowsDone - began.Rows) * (list.Total - list.RowsDone);
    }

    /// <summary>A list was paused: what is under way here is shown as such before its worker has noticed.</summary>
    public void Pause(BatchDocument paused)
    {
        if (!_states.TryGetValue(paused.Id, out var live))
            return;
        _paused[paused.Id] = paused.Version;
        Report(live);
    }

    /// <summary>The class list of this centre; null where it has none with this id.</summary>
    public async ValueTask<ClassListState?> FindAsync(string centre, Guid id, CancellationToken cancel)
    {
        if (_states.TryGetValue(id, out var live))
            return live.Document.Centre == centre ? live : null;
        return (await batches.FindAsync(centre, id, cancel)).TryGet(out var stored, out _) ? ClassListState.Of(stored) : null;
    }

    /// <summary>The same without its errors, for who asks again and again.</summary>
    public async ValueTask<ClassListState?> FindProgressAsync(string centre, Guid id, CancellationToken cancel)
    {
        if (_states.TryGetValue(id, out var live))
            return live.Document.Centre == centre ? live : null;
        return await batches.FindProgressAsync(centre, id, cancel) is { } stored ? new ClassListState(stored, [], 0) : null;
    }
}
