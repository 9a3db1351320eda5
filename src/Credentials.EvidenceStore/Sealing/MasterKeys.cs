using System.Collections.Immutable;
using System.Security.Cryptography;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// The installation's master keys by their ids: what is new is sealed under the current one, which the database names, and everything is opened under
/// whichever it was sealed under. A key that came after the start is found when it is first met.
/// </summary>
internal sealed class MasterKeys
{
    // One is enough, unless rotations follow one another at once.
    private const int MostReplacements = 3;

    private readonly MasterKeyFiles _files;
    private readonly IEvidenceStorage _storage;
    private readonly Lock _reading = new();
    private volatile MasterKey _current;
    private volatile ImmutableDictionary<string, MasterKey> _keys;

    private MasterKeys(MasterKeyFiles files, IEvidenceStorage storage, IReadOnlyList<MasterKeyFile> found, string current) =>
        (_files, _storage, _keys, _current) = (files, storage, KeysOf(found), found.First(file => file.Key.Id == current).Key);

    /// <summary>The key that everything new is sealed under, as far as this process knows: the storage refuses what is not.</summary>
    public MasterKey Current => _current;

    /// <exception cref="StorageException">A key that the database needs is missing, unreadable, open to others, or another one than it was written with.</exception>
    public static MasterKeys Open(MasterKeyFiles files, IEvidenceStorage storage)
    {
        var state = MasterKeyState.ReadAsync(storage).GetAwaiter().GetResult();
        if (state.Current is null && !files.AreElsewhere)
            Secret.CreateIfMissing(files.First);
        var found = files.ReadAll();
        var current = state.Current ?? storage.GetOrAddSettingAsync(new(MasterKeyNames.Setting, FirstOf(files, found).Key.Id)).GetAwaiter().GetResult().Value;
        foreach (var needed in state.InUse.Append(current))
        {
            if (found.All(file => file.Key.Id != needed))
                throw Missing(files, found, needed, wasRotated: state.Earlier.Count > 0);
        }
        return new(files, storage, found, current);
    }

    public (LearnerDocument Document, LearnerKey Key) NewLearner() => _current.NewLearner();

    /// <exception cref="StorageException">Its master key is not here.</exception>
    public LearnerKey Unwrap(LearnerDocument learner) => Find(learner.MasterKeyId).Unwrap(learner);

    /// <summary>A learner who is to be added, with the same key under the master key that is current now; null for none.</summary>
    public LearnerDocument? UnderCurrent(LearnerDocument? learner)
    {
        var current = _current;
        return learner is null || learner.MasterKeyId == current.Id
            ? learner
            : learner with { MasterKeyId = current.Id, WrappedKey = current.Wrap(learner.Id, Find(learner.MasterKeyId).Unwrap(learner.Id, learner.WrappedKey.Span)) };
    }

    /// <summary>The same under the current key; null where no key that is here opens it.</summary>
    public Resealed? Reseal(MasterSealed was)
    {
        var bytes = was.Kind switch
        {
            MasterSealedKind.LearnerKey => Rewrap(was),
            MasterSealedKind.Erasure => Reseal(was, AskedErasure.Member),
            MasterSealedKind.PermutationKey => Reseal(was, StatusSlots.PermutationKey),
            MasterSealedKind.BatchInput => Reseal(was, Batches.Input),
            MasterSealedKind.BatchErrors => Reseal(was, Batches.Errors),
            MasterSealedKind.StaffPerson => Reseal(was, StoredStaffPerson.Member),
            _ => throw new ArgumentOutOfRangeException(nameof(was)),
        };
        return bytes is { } resealed ? new(was, resealed) : null;
    }

    /// <summary>Under the current key. What it is stored with must be in <see cref="SealingAsync"/>.</summary>
    public byte[] Seal(ReadOnlySpan<byte> plain, string member, string document) => _current.Seal(plain, member, document);

    /// <exception cref="CryptographicException">Sealed under a key that is not here, in another place, or damaged.</exception>
    public byte[] Open(ReadOnlySpan<byte> bytes, string member, string document)
    {
        if (TryOpen(bytes, member, document) is { } plain)
            return plain;
        Read();
        return TryOpen(bytes, member, document) ?? throw new CryptographicException("no master key that is here opens it");
    }

    /// <summary>Seals and stores: once more under the newer key where the storage says that the current one was replaced meanwhile.</summary>
    public async Task<T> SealingAsync<T>(Func<Task<T>> sealAndStore, CancellationToken cancel)
    {
        for (var replacement = 1; ; replacement++)
        {
            try
            {
                return await sealAndStore();
            }
            catch (MasterKeyReplacedException) when (replacement <= MostReplacements)
            {
                await RefreshAsync(cancel);
            }
        }
    }

    /// <summary>Takes over what the database names as the current key.</summary>
    /// <exception cref="StorageException">It is not here.</exception>
    public async Task RefreshAsync(CancellationToken cancel)
    {
        if (await _storage.FindSettingAsync(MasterKeyNames.Setting, cancel) is { } setting)
            _current = Find(setting.Value);
    }

    private ReadOnlyMemory<byte>? Rewrap(MasterSealed was)
    {
        // Of an erased learner there is nothing to open, and what is left must not name the key for ever.
        if (!was.Bytes.Span.ContainsAnyExcept((byte)0))
            return was.Bytes;
        try
        {
            var learner = Guid.Parse(was.Owner);
            return _current.Wrap(learner, Find(was.KeyId!).Unwrap(learner, was.Bytes.Span));
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or StorageException)
        {
            return null;
        }
    }

    private ReadOnlyMemory<byte>? Reseal(MasterSealed was, string member) =>
        TryOpen(was.Bytes.Span, member, was.Owner) is { } plain ? _current.Seal(plain, member, was.Owner) : default(ReadOnlyMemory<byte>?);

    private MasterKey Find(string id)
    {
        if (_keys.TryGetValue(id, out var known))
            return known;
        var found = Read();
        return _keys.TryGetValue(id, out known) ? known : throw Missing(_files, found, id, wasRotated: true);
    }

    private IReadOnlyList<MasterKeyFile> Read()
    {
        lock (_reading)
        {
            var found = _files.ReadAll();
            _keys = KeysOf(found).AddRange(_keys.Where(known => found.All(file => file.Key.Id != known.Key)));
            return found;
        }
    }

    private byte[]? TryOpen(ReadOnlySpan<byte> bytes, string member, string document)
    {
        if (_keys.TryGetValue(MasterKeyNames.IdIn(bytes), out var named) && named.TryOpen(bytes, member, document) is { } plain)
            return plain;
        foreach (var key in _keys.Values)
        {
            if (key.TryOpen(bytes, member, document) is { } opened)
                return opened;
        }
        return null;
    }

    private static ImmutableDictionary<string, MasterKey> KeysOf(IReadOnlyList<MasterKeyFile> found) => found.ToImmutableDictionary(file => file.Key.Id, file => file.Key);

    private static MasterKeyFile FirstOf(MasterKeyFiles files, IReadOnlyList<MasterKeyFile> found) =>
        files.AreElsewhere ? found[0] : found.First(file => file.Path == files.First);

    private static StorageException Missing(MasterKeyFiles files, IReadOnlyList<MasterKeyFile> found, string id, bool wasRotated)
    {
        if (files.AreElsewhere)
        {
            return new(wasRotated
                ? $"The master key {id} is in none of the files that EvidenceStore:MasterKeyFile and EvidenceStore:EarlierMasterKeyFiles name, and the database needs it."
                : $"The secret in {files.Described} is not the one the database was written with (id {found[0].Key.Id}, expected {id}).");
        }
        var path = wasRotated ? files.PathOf(id) : files.First;
        return new(File.Exists(path)
            ? $"The secret in {path} is not the one the database was written with (expected id {id})."
            : $"The secret {path} is missing; the database was written with the one of id {id}.");
    }
}
