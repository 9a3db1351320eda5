using System.Threading.Channels;
using Credentials.EvidenceStore.Recording;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Class lists that wait for the worker, in the order they came.</summary>
internal sealed class ClassListQueue
{
    private readonly Channel<OpenedBatch> _waiting = Channel.CreateUnbounded<OpenedBatch>();

    public void Add(OpenedBatch batch) => _waiting.Writer.TryWrite(batch);

    public IAsyncEnumerable<OpenedBatch> ReadAllAsync(CancellationToken cancel) => _waiting.Reader.ReadAllAsync(cancel);
}
