using Credentials.Encoding;

namespace Credentials.Baking;

/// <summary>
/// A file that shows a credential to people and holds it for programs: a badge image (Open Badges 3.0 section 5.3) or a certificate with the
/// credential attached. What it is, is told by its content, never by its name.
/// </summary>
public static class BakedFile
{
    /// <summary>No file larger than this is looked into, in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>No credential in a file is larger than this, in bytes: a token is a third longer than the JSON that it holds.</summary>
    internal const int MaxCredentialBytes = (StrictJson.MaxBytes * 4 / 3) + 8192;

    /// <summary>What the bytes begin as; null for what holds no credential but may be one.</summary>
    public static BakedKind? KindOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(PngChunks.Signature))
            return BakedKind.Png;
        if (bytes.StartsWith("%PDF-"u8))
            return BakedKind.Pdf;
        // No credential begins with it, so that whatever does is read as a drawing or refused as one.
        var text = bytes.StartsWith(System.Text.Encoding.UTF8.Preamble) ? bytes[3..] : bytes;
        return text.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? BakedKind.Svg : null;
    }

    /// <summary>
    /// The one credential in a PNG, SVG or PDF; other bytes as they are. <see cref="ProblemCode.NotACredential"/> with a reason of
    /// <see cref="BakingReasons"/> where there is none, where there are several, or where the file is damaged; <see cref="ProblemCode.TooLarge"/>
    /// beyond <see cref="MaxBytes"/>.
    /// </summary>
    public static Result<ReadOnlyMemory<byte>> CredentialIn(ReadOnlyMemory<byte> bytes)
    {
        if (KindOf(bytes.Span) is not { } kind)
            return bytes;
        if (bytes.Length > MaxBytes)
            return new Problem(ProblemCode.TooLarge, $"a file with a credential in it may have at most {MaxBytes} bytes");
        return kind switch
        {
            BakedKind.Png => BakedPng.Unbake(bytes),
            BakedKind.Svg => BakedSvg.Unbake(bytes),
            _ => BakedPdf.Unbake(bytes),
        };
    }
}
