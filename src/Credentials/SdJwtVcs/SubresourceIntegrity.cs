using System.Security.Cryptography;

namespace Credentials.SdJwtVcs;

/// <summary>"Integrity metadata" (W3C Subresource Integrity section 3) over the bytes of a document, as SD-JWT VC section "Integrity of Referenced Documents" uses it.</summary>
public static class SubresourceIntegrity
{
    private static readonly string[] Algorithms = ["sha256-", "sha384-", "sha512-"];

    /// <summary>The integrity of a document: <c>sha256-…</c>.</summary>
    public static string Of(ReadOnlySpan<byte> document) => Algorithms[0] + Convert.ToBase64String(SHA256.HashData(document));

    /// <summary>
    /// Whether the document is one that the metadata stands for, by the strongest hash function in it that is known here. Metadata in which none is
    /// known stands for no document.
    /// </summary>
    public static bool Matches(string metadata, ReadOnlySpan<byte> document)
    {
        ArgumentNullException.ThrowIfNull(metadata);
        var (strongest, matches) = (-1, false);
        foreach (var expression in metadata.Split([' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries))
        {
            var strength = Array.FindIndex(Algorithms, prefix => expression.StartsWith(prefix, StringComparison.Ordinal));
            if (strength < strongest || strength < 0)
                continue;
            if (strength > strongest)
                (strongest, matches) = (strength, false);
            matches |= IsDigest(expression.AsSpan(Algorithms[strength].Length), strength, document);
        }

        return matches;
    }

    private static bool IsDigest(ReadOnlySpan<char> text, int strength, ReadOnlySpan<byte> document)
    {
        // What follows a question mark are options, of which none has a meaning.
        var end = text.IndexOf('?');
        Span<byte> stated = stackalloc byte[SHA512.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[SHA512.HashSizeInBytes];
        var length = strength switch
        {
            0 => SHA256.HashData(document, actual),
            1 => SHA384.HashData(document, actual),
            _ => SHA512.HashData(document, actual),
        };
        return Convert.TryFromBase64Chars(end < 0 ? text : text[..end], stated, out var written)
            && actual[..length].SequenceEqual(stated[..written]);
    }
}
