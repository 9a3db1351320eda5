using System.Buffers;
using Credentials.Encoding;
using Credentials.LinkedData;

namespace Credentials.Verifying.Reading;

/// <summary>Tells the securing forms apart by their first character and hands each to its reader.</summary>
internal static class PresentedText
{
    private static readonly SearchValues<byte> TokenCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    private static readonly SearchValues<byte> SdJwtCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~"u8);

    // A token is a third longer than the JSON it holds, which StrictJson bounds.
    private const int MaxTokenLength = (StrictJson.MaxBytes * 4 / 3) + 8192;

    public static Result<PresentedCredential> Read(ReadOnlyMemory<byte> utf8, JsonLdContexts contexts)
    {
        var text = Trim(utf8);
        contexts = contexts.WithinAllowance();
        if (text.IsEmpty)
            return new Problem(ProblemCode.NotACredential, "nothing was handed in");
        if (text.Span[0] == '{')
            return StrictJson.Parse(text).TryGet(out var document, out var problem) ? EmbeddedReader.Read(document.RootElement, contexts) : problem;
        if (text.Span.Contains((byte)'~') && !text.Span.ContainsAnyExcept(SdJwtCharacters))
            return SdJwtReader.Read(text);
        if (text.Length > MaxTokenLength)
            return new Problem(ProblemCode.TooLarge, "the token is too large");
        if (text.Span.ContainsAnyExcept(TokenCharacters) || text.Span.Count((byte)'.') != 2)
            return new Problem(ProblemCode.NotACredential, "neither a JSON object, nor a token of three parts, nor an SD-JWT");
        return TokenReader.Read(text, contexts);
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..]; // files saved on Windows
        var span = utf8.Span;
        var start = 0;
        while (start < span.Length && IsSpace(span[start]))
            start++;
        var end = span.Length;
        while (end > start && IsSpace(span[end - 1]))
            end--;
        return utf8[start..end];
    }

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';
}
