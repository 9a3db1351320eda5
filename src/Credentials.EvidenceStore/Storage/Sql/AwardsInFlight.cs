using System.Diagnostics;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>
/// Awards that were reserved a moment ago and whose completion is still to come: the reason to hold a durable commit open a little.
/// Used by the writer's thread only. What never completes (its caller died) is forgotten after <see cref="Patience"/>.
/// </summary>
internal sealed class AwardsInFlight
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<Guid> _expected = [];
    private readonly Queue<(Guid Id, long Since)> _byAge = new();

    public bool Any
    {
        get
        {
            while (_byAge.TryPeek(out var oldest) && (!_expected.Contains(oldest.Id) || Stopwatch.GetElapsedTime(oldest.Since) > Patience))
                _expected.Remove(_byAge.Dequeue().Id);
            return _expected.Count > 0;
        }
    }

    public void Expect(Guid id)
    {
        if (_expected.Add(id))
            _byAge.Enqueue((id, Stopwatch.GetTimestamp()));
    }

    public void Arrived(IReadOnlyList<AwardCompletion> completions)
    {
        if (_expected.Count == 0)
            return;
        foreach (var completion in completions)
            _expected.Remove(completion.Id);
    }
}
