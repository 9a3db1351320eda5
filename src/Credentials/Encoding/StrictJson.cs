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
            return NotJson(utf8.Span, e);
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
            return NotJson(utf8, e);
        }
    }

    private static Problem? CheckBytes(ReadOnlySpan<byte> utf8) =>
        utf8.Length > MaxBytes ? new Problem(ProblemCode.TooLarge, $"JSON of more than {MaxBytes} bytes")
        : !Utf8.IsValid(utf8) ? new Problem(ProblemCode.MalformedJson, "not valid UTF-8")
        : null;

    // The exception's own message may quote the text, which may be personal.
    private static Problem NotJson(ReadOnlySpan<byte> utf8, JsonException e) => new(
        ProblemCode.MalformedJson,
        IsTooDeep(utf8) ? $"nested more than {MaxDepth} levels deep" : $"not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}");

    private static bool IsTooDeep(ReadOnlySpan<byte> utf8)
    {
        // One level more than is allowed, so that too deep a text is told from one that is not JSON.
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth + 1 });
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= MaxDepth)
                    return true;
            }
        }
        catch (JsonException)
        {
            // Not JSON, before it became too deep.
        }
        return false;
    }
}
