using System.Security.Cryptography;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>The installation's master key: wraps learners' keys, and seals what belongs to no learner (status permutation keys, class lists).</summary>
internal sealed class MasterKey
{
    private readonly byte[] _key;

    public MasterKey(byte[] key)
    {
        _key = key;
        Id = Secret.IdOf(key);
    }

    /// <summary>Names the key without telling anything of it; stored with what it wraps.</summary>
    public string Id { get; }

    /// <summary>
    /// A learner with a key. The id is random and has no time in it: it is answered to whoever records something about the person, and a time would tell
    /// a centre that others had known the person before.
    /// </summary>
    public (LearnerDocument Document, LearnerKey Key) NewLearner()
    {
        var id = Guid.NewGuid();
        var key = RandomNumberGenerator.GetBytes(32);
        return (new(id, Id, SealedBytes.Seal(_key, key, SealedBytes.Place(id, Guid.Empty, "learner-key"u8))), new(id, key));
    }

    /// <exception cref="StorageException">Wrapped under another master key, or damaged.</exception>
    public LearnerKey Unwrap(LearnerDocument learner)
    {
        if (learner.MasterKeyId != Id)
            throw new StorageException($"A learner's key is wrapped under master key {learner.MasterKeyId}; the one in use is {Id}.");
        return new(learner.Id, SealedBytes.Open(_key, learner.WrappedKey.Span, SealedBytes.Place(learner.Id, Guid.Empty, "learner-key"u8)));
    }

    public byte[] Seal(ReadOnlySpan<byte> plain, string member, string document) => SealedBytes.Seal(_key, plain, Place(member, document));

    public byte[] Open(ReadOnlySpan<byte> bytes, string member, string document) => SealedBytes.Open(_key, bytes, Place(member, document));

    private static byte[] Place(string member, string document) => System.Text.Encoding.UTF8.GetBytes($"{member}\0{document}");
}
