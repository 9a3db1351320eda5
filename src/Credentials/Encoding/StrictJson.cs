using System.Text.Json;
using System.Text.Unicode;

namespace Credentials.Encoding;

/// <summary>
/// JSON (RFC 8259) read strictly: duplicate member names, nesting deeper than <see cref="MaxDepth"/>, more than <see cref="MaxBytes"/>,
/// invalid UTF-8, a byte order mark, lone surrogates, numbers beyond a double, comments and trailing commas are refused,
/// so that two readers never understand a text differently (RFC 7493).
/// </summary>
public static class StrictJson
{
    public const int MaxDepth = 64;
    public const int MaxBytes = 1024 * 1024;

    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// The parsed document, or <see cref="ProblemCode.MalformedJson"/> / <see cref="ProblemCode.TooLarge"/>. The caller disposes it,
    /// and leaves the bytes unchanged until then: the document reads from them.
    /// </summary>
    public static Result<JsonDocument> Parse(ReadOnlyMemory<byte> utf8)
    {
        if (CheckBytes(utf8.Span) is { } problem)
            return problem;
        try
        {
            var document = JsonDocument.Parse(utf8, DocumentOptions);
            if (StrictJsonScan.FindFault(utf8.Span) is not { } fault)
                return document;
            document.Dispose();
            return new Problem(ProblemCode.MalformedJson, fault);
        }
        catch (JsonException e)
        {
            return NotJson(e);
        }
    }

    /// <summary>As <see cref="Parse"/>, but the element owns a copy of its text and needs no disposal; for small texts that live long.</summary>
    public static Result<JsonElement> ParseElement(ReadOnlySpan<byte> utf8)
    {
        if (CheckBytes(utf8) is { } problem)
            return problem;
        try
        {
            var element = JsonElement.Parse(utf8, DocumentOptions);
            return StrictJsonScan.FindFault(utf8) is { } fault ? new Problem(ProblemCode.MalformedJson, fault) : element;
        }
        catch (JsonException e)
        {
            return NotJson(e);
        }
    }

    private static Problem? CheckBytes(ReadOnlySpan<byte> utf8) =>
        utf8.Length > MaxBytes ? new Problem(ProblemCode.TooLarge, $"JSON of more than {MaxBytes} bytes")
        : !Utf8.IsValid(utf8) ? new Problem(ProblemCode.MalformedJson, "not valid UTF-8")
        : null;

    // The exception's own message may quote the text, which may be personal.
    private static Problem NotJson(JsonException e) =>
        new(ProblemCode.MalformedJson, $"not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");
}
