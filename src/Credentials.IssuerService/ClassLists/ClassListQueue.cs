using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Class lists that wait for the worker, in the order they came; each is in here once until it is done with.</summary>
internal sealed class ClassListQueue
{
    private readonly Channel<Guid> _waiting = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    public void Add(Guid batch)
    {
        if (_known.TryAdd(batch, true))
            _waiting.Writer.TryWrite(batch);
    }

    public void Leave(Guid batch) => _known.TryRemove(batch, out _);

    public IAsyncEnumerable<Guid> ReadAllAsync(CancellationToken cancel) => _waiting.Reader.ReadAllAsync(cancel);
}
