using System.Security.Cryptography;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// One master key of the installation: wraps learners' keys, and seals what belongs to no learner (status permutation keys, class lists). What it seals
/// besides learners' keys begins with its id, so that it is known which key opens it.
/// </summary>
internal sealed class MasterKey
{
    private readonly byte[] _key;
    private readonly byte[] _idBytes;

    public MasterKey(byte[] key)
    {
        _key = key;
        Id = Secret.IdOf(key);
        _idBytes = Convert.FromHexString(Id);
    }

    /// <summary>Names the key without telling anything of it; stored with what it wraps.</summary>
    public string Id { get; }

    public (LearnerDocument Document, LearnerKey Key) NewLearner(DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        var key = RandomNumberGenerator.GetBytes(32);
        return (new(id, Id, Wrap(id, key)), new(id, key));
    }

    /// <exception cref="StorageException">Wrapped under another master key.</exception>
    /// <exception cref="CryptographicException">Damaged.</exception>
    public LearnerKey Unwrap(LearnerDocument learner)
    {
        if (learner.MasterKeyId != Id)
            throw new StorageException($"A learner's key is wrapped under master key {learner.MasterKeyId}; the one in use is {Id}.");
        return new(learner.Id, Unwrap(learner.Id, learner.WrappedKey.Span));
    }

    public byte[] Wrap(Guid learner, ReadOnlySpan<byte> key) => SealedBytes.Seal(_key, key, SealedBytes.Place(learner, Guid.Empty, "learner-key"u8));

    /// <exception cref="CryptographicException">Wrapped under another master key, or damaged.</exception>
    public byte[] Unwrap(Guid learner, ReadOnlySpan<byte> wrapped) =>
        SealedBytes.Open(_key, wrapped, SealedBytes.Place(learner, Guid.Empty, "learner-key"u8));

    public byte[] Seal(ReadOnlySpan<byte> plain, string member, string document) => [.. _idBytes, .. SealedBytes.Seal(_key, plain, Place(member, document))];

    /// <summary>Null where it was sealed under another key, in another place, or is damaged.</summary>
    public byte[]? TryOpen(ReadOnlySpan<byte> bytes, string member, string document) =>
        (bytes.StartsWith(_idBytes) ? TryOpen(bytes[_idBytes.Length..], Place(member, document)) : null)
        // Older releases wrote no id before it.
        ?? TryOpen(bytes, Place(member, document));

    private byte[]? TryOpen(ReadOnlySpan<byte> bytes, byte[] place)
    {
        try
        {
            return SealedBytes.Open(_key, bytes, place);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Place(string member, string document) => System.Text.Encoding.UTF8.GetBytes($"{member}\0{document}");
}
