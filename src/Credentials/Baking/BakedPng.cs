namespace Credentials.Baking;

/// <summary>A PNG with a credential in it (Open Badges 3.0 section 5.3.1): one <c>iTXt</c> chunk with the keyword <c>openbadgecredential</c>, not compressed.</summary>
public static class BakedPng
{
    // Keyword, its end; not compressed, method 0; no language, no translated keyword.
    private static ReadOnlySpan<byte> Head => "openbadgecredential\0\0\0\0\0"u8;

    private static ReadOnlySpan<byte> Keyword => "openbadgecredential\0"u8;

    /// <summary>The image with the credential put in; the pixels stay what they are.</summary>
    /// <param name="png">An image without a credential; otherwise a problem.</param>
    /// <param name="credential">The compact JWS of a VC-JWT, else the JSON; UTF-8.</param>
    public static Result<byte[]> Bake(ReadOnlyMemory<byte> png, ReadOnlySpan<byte> credential)
    {
        if (!PngChunks.Read(png).TryGet(out var chunks, out var problem))
            return problem;
        if (chunks.Any(IsCredential))
            return BakingReasons.Several("there is a credential in the PNG already");
        var place = chunks.First(chunk => chunk.Type == "IDAT").Start;
        return (byte[])[.. png.Span[..place], .. PngChunks.Compose("iTXt"u8, [.. Head, .. credential]), .. png.Span[place..]];
    }

    /// <summary>The credential in the image, byte for byte; a problem where there is none or more than one.</summary>
    public static Result<ReadOnlyMemory<byte>> Unbake(ReadOnlyMemory<byte> png)
    {
        if (!PngChunks.Read(png).TryGet(out var chunks, out var problem))
            return problem;
        var found = chunks.Where(IsCredential).Take(2).Select(chunk => chunk.Content).ToList();
        return found switch
        {
            [] => BakingReasons.Nothing("there is no credential in the PNG; programs that shrink or convert images throw it away"),
            [_, _] => BakingReasons.Several("there is more than one credential in the PNG"),
            [var content] => ValueOf(content),
            _ => throw new InvalidOperationException("not more than two were taken"),
        };
    }

    private static bool IsCredential(PngChunks.Chunk chunk) => chunk.Type == "iTXt" && chunk.Content.Span.StartsWith(Keyword);

    private static Result<ReadOnlyMemory<byte>> ValueOf(ReadOnlyMemory<byte> content)
    {
        var rest = content[Keyword.Length..];
        if (rest.Length < 2 || rest.Span[0] != 0 || rest.Span[1] != 0)
            return BakingReasons.Unreadable("the credential in the PNG is compressed, which Open Badges 3.0 does not allow");
        rest = rest[2..];
        // A language and a translated keyword may stand before the text, each with a zero behind it.
        for (var part = 0; part < 2; part++)
        {
            var end = rest.Span.IndexOf((byte)0);
            if (end < 0)
                return BakingReasons.Unreadable("the chunk with the credential is not well formed");
            rest = rest[(end + 1)..];
        }
        return rest.IsEmpty ? BakingReasons.Nothing("the place for the credential in the PNG is empty")
            : rest.Length > BakedFile.MaxCredentialBytes ? new Problem(ProblemCode.TooLarge, "the credential in the PNG is too large")
            : rest;
    }
}
