using Credentials.Notes;

namespace Credentials.Tests.Notes;

public sealed class SignedNoteTests
{
    /* The example in the documentation of Go's golang.org/x/mod/sumdb/note, whose format C2SP signed-note took over. */
    private const string VerifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private const string SignerSeed = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private const string Text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private const string Signature =
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    private static readonly NoteKey Key = NoteKey.Parse(VerifierKey).Value;

    [Fact]
    public void The_published_example_is_signed_and_verified()
    {
        using var signer = new NoteSigner("PeterNeumann", Convert.FromBase64String(SignerSeed).AsSpan(1));
        Assert.Equal(VerifierKey, signer.Key.ToString());
        Assert.Equal(VerifierKey, Key.ToString());
        Assert.Equal($"{Text}\n{Signature}", signer.Sign(Text));
        Assert.True(SignedNote.TryOpen($"{Text}\n{Signature}", Key, out var text));
        Assert.Equal(Text, text);
    }

    [Fact]
    public void Signatures_of_others_are_passed_over()
    {
        using var other = new NoteSigner("example.com/other", new byte[32]);
        var line = other.Sign(Text)[(Text.Length + 1)..];
        Assert.True(SignedNote.TryOpen($"{Text}\n{line}{Signature}", Key, out _));
        Assert.True(SignedNote.TryOpen($"{Text}\n{line}{Signature}", other.Key, out _));
        Assert.False(SignedNote.TryOpen($"{Text}\n{line}", Key, out var text));
        Assert.Equal("", text);
    }

    [Fact]
    public void Another_text_name_or_signature_is_refused()
    {
        var note = $"{Text}\n{Signature}";
        for (var place = 0; place < note.Length; place++)
        {
            foreach (var instead in (char[])['a', 'B', ' ', '\n', '\0'])
            {
                if (note[place] != instead)
                    Assert.False(SignedNote.TryOpen(note[..place] + instead + note[(place + 1)..], Key, out _), $"{place}: {(int)instead}");
            }
            Assert.False(SignedNote.TryOpen(note[..place], Key, out _));
        }
        Assert.False(SignedNote.TryOpen(note + "x", Key, out _));
        Assert.False(SignedNote.TryOpen(note + "\n", Key, out _));
        Assert.False(SignedNote.TryOpen(note.Replace("\n", "\r\n", StringComparison.Ordinal), Key, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PeterNeumann")]
    [InlineData("PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+AhpC2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    [InlineData("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T")]
    [InlineData("PeterNeumann+c74f20a3+AQ==")]
    [InlineData("+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")]
    public void What_is_no_key_line_is_refused(string line) => Assert.Equal(ProblemCode.InvalidKey, NoteKey.Parse(line).Problem?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("no line feed")]
    [InlineData("a\tb\n")]
    [InlineData("a\r\n")]
    [InlineData("\uD800\n")]
    public void What_is_no_text_is_not_signed(string text)
    {
        using var signer = new NoteSigner("one", new byte[32]);
        Assert.Throws<ArgumentException>(() => signer.Sign(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("one+two")]
    public void What_is_no_name_makes_no_signer(string name) => Assert.Throws<ArgumentException>(() => new NoteSigner(name, new byte[32]));
}
