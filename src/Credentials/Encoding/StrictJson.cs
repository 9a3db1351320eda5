using System.Text.Json;

namespace Credentials.Encoding;

/// <summary>
/// JSON (RFC 8259) read strictly: duplicate member names, nesting deeper than <see cref="MaxDepth"/>, more than <see cref="MaxBytes"/>,
/// invalid UTF-8, lone surrogates, comments and trailing commas are refused, so that two readers never understand a text differently.
/// </summary>
public static class StrictJson
{
    public const int MaxDepth = 64;
    public const int MaxBytes = 1024 * 1024;

    /// <summary>The parsed document, or <see cref="ProblemCode.MalformedJson"/> / <see cref="ProblemCode.TooLarge"/>. The caller disposes it.</summary>
    public static Result<JsonDocument> Parse(ReadOnlyMemory<byte> utf8) => throw new NotImplementedException();
}
