using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// The installation's secrets: master keys, match key (keyed hashes of people and awards), link key (share and claim links) and log key (checkpoints of the
/// Merkle log). The database remembers which ones it was written with, so that a lost or swapped file is refused at start instead of making
/// unreadable or doubled records, or a log of two minds.
/// </summary>
internal sealed class StoreSecrets
{
    private StoreSecrets(MasterKeys master, byte[] match, byte[] link, byte[] log) =>
        (Master, Match, Link, Log) = (master, new(match), new(link), new(log));

    public MasterKeys Master { get; }

    public MatchKey Match { get; }

    public LinkKey Link { get; }

    public LogKey Log { get; }

    /// <exception cref="StorageException">A secret is missing, unreadable, open to others, or not the one the database was written with.</exception>
    public static StoreSecrets Open(EvidenceStoreOptions options, IEvidenceStorage storage)
    {
        var folder = Path.Combine(options.DataFolder, EvidenceStoreOptions.SecretsName);
        return new(
            MasterKeys.Open(new(options), storage), ReadOwn(storage, "match", Path.Combine(folder, "match.key")), ReadOwn(storage, "link", Path.Combine(folder, "link.key")),
            ReadOwn(storage, "log", Path.Combine(folder, "log.key")));
    }

    /// <summary>A secret of the folder, made where there is none. What the database knows it by is compared, unless there is no database.</summary>
    /// <exception cref="StorageException">As in <see cref="Open"/>.</exception>
    internal static byte[] ReadOwn(IEvidenceStorage? storage, string name, string path)
    {
        if (!File.Exists(path))
        {
            // A new one would be of no use to a database that was written with another.
            if (storage?.FindSettingAsync(SettingOf(name)).GetAwaiter().GetResult() is { } known)
                throw new StorageException($"The secret {path} is missing; the database was written with the one of id {known.Value}.");
            Secret.CreateIfMissing(path);
        }
        Secret.RequireOwnerOnly(path, path);
        return Read(storage, name, path);
    }

    private static byte[] Read(IEvidenceStorage? storage, string name, string path)
    {
        var secret = Secret.Read(path);
        if (storage is null)
            return secret;
        var id = Secret.IdOf(secret);
        var setting = storage.FindSettingAsync(SettingOf(name)).GetAwaiter().GetResult()
            ?? storage.GetOrAddSettingAsync(new(SettingOf(name), id)).GetAwaiter().GetResult();
        return setting.Value == id
            ? secret
            : throw new StorageException($"The secret in {path} is not the one the database was written with (id {id}, expected {setting.Value}).");
    }

    private static string SettingOf(string name) => $"secret:{name}";
}
