using Credentials.EvidenceStore.Storage;
using Credentials.PublicVerifier.Presentations;

namespace Credentials.App.Ports;

/// <summary>Presentation requests among what is short-lived in the store: they outlive a restart, and every process on the store knows them.</summary>
internal sealed class StoredRequests(IEvidenceStorage storage) : IKeepRequests
{
    private const string Kind = "presentation";

    public async ValueTask<bool> AddAsync(KeptRequest request, CancellationToken cancel) => await storage.AddShortLivedAsync(Document(request), cancel);

    public async ValueTask<KeptRequest?> FindAsync(ReadOnlyMemory<byte> key, CancellationToken cancel) =>
        await storage.FindShortLivedAsync(Kind, key, cancel) is { } found ? new(key, found.Version, found.Expires, found.Content) : null;

    public async ValueTask<bool> ReplaceAsync(KeptRequest request, CancellationToken cancel) =>
        await storage.ReplaceShortLivedAsync(Document(request), cancel);

    private static ShortLivedDocument Document(KeptRequest request) => new(Kind, request.Key, request.Version, request.Expires, request.Content);
}
