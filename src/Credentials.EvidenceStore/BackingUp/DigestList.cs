using System.Diagnostics.CodeAnalysis;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>The SHA-256 of every part of a back-up, a line each, as <c>sha256sum --check</c> reads it: a back-up can be checked with nothing else.</summary>
internal static class DigestList
{
    public const string Name = "SHA256SUMS";

    private const int DigestLength = 64;
    private const string Between = "  ";

    public static byte[] Write(IReadOnlyList<BackUpPart> parts) =>
        System.Text.Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Digest}{Between}{part.Name}\n")));

    /// <summary>False where a line is none of these, a name leads out of the folder or stands there twice.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out IReadOnlyList<BackUpPart>? parts)
    {
        parts = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        var read = new List<BackUpPart>();
        foreach (var line in System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length <= DigestLength + Between.Length || line[DigestLength..(DigestLength + Between.Length)] != Between)
                return false;
            var (digest, name) = (line[..DigestLength], line[(DigestLength + Between.Length)..]);
            if (!digest.All(char.IsAsciiHexDigitLower) || !FolderFiles.IsName(name) || !names.Add(name))
                return false;
            read.Add(new(name, digest));
        }
        parts = read;
        return true;
    }
}
