using Credentials.EvidenceStore.MongoDb.Mapping;
using Credentials.EvidenceStore.Storage;
using MongoDB.Bson;

namespace Credentials.EvidenceStore.MongoDb;

/// <content>Settings, and among them the name of the current master key.</content>
public sealed partial class MongoEvidenceStorage
{
    public async Task<SettingDocument> GetOrAddSettingAsync(SettingDocument proposed, CancellationToken cancel = default) =>
        await _settings.AddAsync(new BsonDocument("_id", proposed.Name).With("value", proposed.Value), cancel)
            ? proposed
            : await FindSettingAsync(proposed.Name, cancel) ?? throw new StorageException($"The setting {proposed.Name} is there and is not.");

    public async Task<SettingDocument?> FindSettingAsync(string name, CancellationToken cancel = default) =>
        await _settings.FindAsync(name, cancel) is { } setting ? new(name, setting.Text("value")) : null;

    public async Task<bool> ReplaceSettingAsync(SettingDocument document, string expected, CancellationToken cancel = default) =>
        (await _settings.ChangeAsync(
            document.Name, stored =>
            {
                if (stored.Text("value") != expected)
                    return false;
                stored.With("value", document.Value);
                return true;
            }, cancel)).IsChanged;

    /// <summary>
    /// Makes sure that these are the current master key. Asked after something sealed under it was written and before anything leads there: what was written
    /// before the key was replaced is found by whoever replaces it, and what was written after is taken back.
    /// </summary>
    /// <exception cref="MasterKeyReplacedException">Another one is.</exception>
    private async Task RequireMasterKeysAsync(IEnumerable<string> keyIds, CancellationToken cancel)
    {
        var asked = keyIds.Distinct().ToList();
        if (asked.Count == 0 || await FindSettingAsync(MasterKeyNames.Setting, cancel) is not { Value: { Length: > 0 } current })
            return;
        foreach (var keyId in asked.Where(keyId => keyId != current))
            throw new MasterKeyReplacedException($"The master key {keyId} was replaced by {current}.");
    }

    /// <summary>As <see cref="RequireMasterKeysAsync"/>, for values that begin with their key's id; nothing needs no key.</summary>
    private Task RequireSealedUnderCurrentAsync(IEnumerable<ReadOnlyMemory<byte>> values, CancellationToken cancel) =>
        RequireMasterKeysAsync(values.Where(bytes => !bytes.IsEmpty).Select(bytes => MasterKeyNames.IdIn(bytes.Span)), cancel);

    /// <summary>Asks once more after writing, and takes back what was written where the key was replaced meanwhile.</summary>
    private async Task TakeBackWhereReplacedAsync(IEnumerable<ReadOnlyMemory<byte>> values, Func<Task> takeBack, CancellationToken cancel)
    {
        try
        {
            await RequireSealedUnderCurrentAsync(values, cancel);
        }
        catch (MasterKeyReplacedException)
        {
            await takeBack();
            throw;
        }
    }
}
