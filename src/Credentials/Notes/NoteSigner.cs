using Credentials.Keys;

namespace Credentials.Notes;

/// <summary>Signs notes (C2SP signed-note) with an Ed25519 key. It signs nothing else: what it signs is text with its own name below it.</summary>
public sealed class NoteSigner : IDisposable
{
    private readonly Ed25519PrivateKey _key;

    /// <param name="name">One word without a plus sign; by convention the origin of what is signed.</param>
    /// <param name="seed">The private key of RFC 8032: 32 random bytes.</param>
    public NoteSigner(string name, ReadOnlySpan<byte> seed)
    {
        _key = Ed25519PrivateKey.FromSeed(seed);
        Key = NoteKey.Of(name, _key.PublicKey);
    }

    public NoteKey Key { get; }

    /// <summary>The text with its signature below it.</summary>
    /// <param name="text">Lines that each end with a line feed, without an empty last one; no other control characters.</param>
    public string Sign(string text)
    {
        if (!SignedNote.IsText(text))
            throw new ArgumentException("not the text of a note", nameof(text));
        var signature = Key.Mark(_key.Sign(System.Text.Encoding.UTF8.GetBytes(text)));
        return $"{text}\n{SignedNote.Dash}{Key.Name} {Convert.ToBase64String(signature)}\n";
    }

    public void Dispose() => _key.Dispose();
}
