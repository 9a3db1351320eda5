using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;

namespace Credentials.IssuerService.ClassLists;

/// <summary>The class lists that this process works on, as far as they are this instant; the store is about a second behind.</summary>
internal sealed class ClassListsUnderWay(Batches batches)
{
    private readonly ConcurrentDictionary<Guid, ClassListState> _states = new();

    public void Report(ClassListState state) => _states[state.Document.Id] = state;

    public void Leave(Guid id) => _states.TryRemove(id, out _);

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
