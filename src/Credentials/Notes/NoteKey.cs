using System.Buffers.Binary;
using System.Security.Cryptography;
using Credentials.Keys;

namespace Credentials.Notes;

/// <summary>
/// Who signs notes, as anyone may know them (C2SP signed-note): a name without white space or plus sign, and an Ed25519 public key. Both make the id
/// that stands before each signature.
/// </summary>
public sealed class NoteKey
{
    private const byte Ed25519 = 1;
    private const int IdLength = 4;

    private readonly Ed25519PublicKey _key;
    private readonly uint _id;

    private NoteKey(string name, Ed25519PublicKey key)
    {
        (Name, _key) = (name, key);
        _id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(name), (byte)'\n', Ed25519, .. key.Point]));
    }

    public string Name { get; }

    public PublicKey PublicKey => _key;

    /// <summary>Name, id and key in one line, which verifiers of signed notes take.</summary>
    public override string ToString() => $"{Name}+{_id:x8}+{Convert.ToBase64String([Ed25519, .. _key.Point])}";

    /// <summary>Reads the line that <see cref="ToString"/> writes; <see cref="ProblemCode.InvalidKey"/> where it is not one, or of another kind of key.</summary>
    public static Result<NoteKey> Parse(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        // The base64 of the key may hold plus signs too; name and id do not.
        var parts = line.Split('+', 3);
        if (parts.Length != 3 || !IsName(parts[0]) || !SignedNote.TryReadBase64(parts[2], out var bytes) || bytes is not [Ed25519, .. var point])
            return new Problem(ProblemCode.InvalidKey, "not the line of an Ed25519 note key");
        if (!Ed25519PublicKey.Create(point).TryGet(out var key, out var problem))
            return problem;
        var parsed = new NoteKey(parts[0], (Ed25519PublicKey)key);
        return parsed._id.ToString("x8", System.Globalization.CultureInfo.InvariantCulture) == parts[1]
            ? parsed
            : new Problem(ProblemCode.InvalidKey, "the id of the note key does not belong to its name and key");
    }

    internal static NoteKey Of(string name, PublicKey key) => IsName(name)
        ? new(name, (Ed25519PublicKey)key)
        : throw new ArgumentException("a signer's name is one word without a plus sign", nameof(name));

    /// <summary>The part of a signature line after the name: id and signature.</summary>
    internal byte[] Mark(ReadOnlySpan<byte> signature)
    {
        var marked = new byte[IdLength + signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(marked, _id);
        signature.CopyTo(marked.AsSpan(IdLength));
        return marked;
    }

    /// <summary>Whether the line's part after the name is this key's and right.</summary>
    internal bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> marked) =>
        marked.Length > IdLength && BinaryPrimitives.ReadUInt32BigEndian(marked) == _id && _key.Verify(text, marked[IdLength..]);

    private static bool IsName(string name) => name.Length > 0 && !name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character == '+');
}
