using System.Globalization;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// Where master keys lie: in the folder of secrets, the first as <c>master.key</c> and later ones as <c>master-ID.key</c>, or in the files that settings
/// name. There may be more of them than one: each opens what was sealed under it.
/// </summary>
internal sealed class MasterKeyFiles(EvidenceStoreOptions options)
{
    private readonly string _folder = Path.Combine(options.DataFolder, EvidenceStoreOptions.SecretsName);

    /// <summary>Whether the operator keeps them, so that none is made or removed here.</summary>
    public bool AreElsewhere => options.MasterKeyFile is not null;

    /// <summary>The file of an installation's first key.</summary>
    public string First => Path.Combine(_folder, "master.key");

    public string PathOf(string id) => Path.Combine(_folder, $"master-{id}.key");

    /// <summary>How a message names the place of the key that is used without any rotation.</summary>
    public string Described => options.MasterKeyFile is { } named ? $"the file that EvidenceStore:MasterKeyFile names ({named})" : First;

    /// <summary>All keys that are there.</summary>
    /// <exception cref="StorageException">A file is unreadable, open to others, or not what its name says.</exception>
    public IReadOnlyList<MasterKeyFile> ReadAll()
    {
        var found = new List<MasterKeyFile>();
        if (options.MasterKeyFile is { } named)
            found.Add(ReadNamed(named, Described, isNext: true));
        else if (Directory.Exists(_folder))
            found.AddRange(Directory.GetFiles(_folder, "master*.key").Where(IsName).Order(StringComparer.Ordinal).Select(ReadOwn));
        foreach (var earlier in options.EarlierMasterKeyFiles)
            found.Add(ReadNamed(earlier, $"a file that EvidenceStore:EarlierMasterKeyFiles names ({earlier})", isNext: false));
        return [.. found.DistinctBy(file => file.Key.Id)];
    }

    /// <summary>Makes a further key, on disk and under its name before anybody can know of it.</summary>
    /// <exception cref="StorageException">It cannot be made.</exception>
    public MasterKeyFile Make() => ReadOwn(Secret.Create(_folder, secret => PathOf(Secret.IdOf(secret))));

    /// <summary>Whether it is one of those that are made and removed here.</summary>
    public bool IsOwn(MasterKeyFile file) => !AreElsewhere && Path.GetDirectoryName(file.Path) == _folder;

    private bool IsName(string path) => path == First || Path.GetFileName(path).Length == "master-00000000.key".Length;

    private MasterKeyFile ReadOwn(string path)
    {
        Secret.RequireOwnerOnly(path, path);
        var key = new MasterKey(Secret.Read(path));
        return path == First || path == PathOf(key.Id)
            ? new(path, key, IsNext: path != First)
            : throw new StorageException(string.Create(CultureInfo.InvariantCulture, $"The secret in {path} is the master key {key.Id}, and not the one that its name says."));
    }

    private static MasterKeyFile ReadNamed(string path, string described, bool isNext)
    {
        if (File.Exists(path))
            Secret.RequireOneWriter(path, described);
        return new(path, new MasterKey(Secret.Read(path)), isNext);
    }
}

/// <param name="IsNext">Whether a rotation may make it the current one, unless it was that before.</param>
internal sealed record MasterKeyFile(string Path, MasterKey Key, bool IsNext);
