using Credentials.EvidenceStore.MongoDb.Driver;
using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>API keys.</content>
public sealed partial class MongoEvidenceStorage
{
    public async Task AddApiKeyAsync(ApiKeyDocument document, CancellationToken cancel = default)
    {
        var key = new BsonDocument("_id", document.Id)
            .With("secretHash", document.SecretHash)
            .With("role", document.Role)
            .With("centre", document.Centre)
            .With("createdAt", document.CreatedAt)
            .With("revokedAt", document.RevokedAt);
        if (!await _apiKeys.AddAsync(key, cancel))
            throw new StorageException($"There is an API key {document.Id} already.");
    }

    public async Task<ApiKeyDocument?> FindApiKeyAsync(string id, CancellationToken cancel = default) =>
        await _apiKeys.FindAsync(id, cancel) is { } key ? ReadApiKey(key) : null;

    public async Task<IReadOnlyList<ApiKeyDocument>> ListApiKeysAsync(CancellationToken cancel = default)
    {
        var found = await _apiKeys.ListAsync(
            Documents.Where.Empty, cancel, Documents.By.Combine(Documents.By.Ascending("createdAt"), Documents.By.Ascending("_id")));
        return [.. found.Select(ReadApiKey)];
    }

    /// <summary>The first revocation's time stays.</summary>
    public async Task<bool> RevokeApiKeyAsync(string id, DateTimeOffset at, CancellationToken cancel = default) =>
        (await _apiKeys.ChangeAsync(
            id, key =>
            {
                if (key.Contains("revokedAt"))
                    return false;
                key.With("revokedAt", at);
                return true;
            }, cancel)).Document is not null;

    private static ApiKeyDocument ReadApiKey(BsonDocument key) => new(
        key["_id"].AsString, key.Blob("secretHash"), key.Text("role"), key.TextOrNull("centre"), key.Instant("createdAt"), key.InstantOrNull("revokedAt"));
}
