using System.Buffers;
using System.Text.Unicode;
using Credentials.Encoding;

namespace Credentials.LinkedData;

/// <summary>
/// Writes IRIs and literals in canonical N-Quads (RDFC-1.0 appendix A). Refuses what would not read back as the same term: a bracket in an IRI would
/// let one dataset be written as another's text.
/// </summary>
internal static class CanonicalTerm
{
    private const string XsdString = "http://www.w3.org/2001/XMLSchema#string";

    private static readonly SearchValues<byte> NotInIris =
        SearchValues.Create([.. Enumerable.Range(0, 0x80).Where(NQuadsGrammar.IsForbiddenInIri).Select(code => (byte)code)]);

    // 0xEF begins U+FFFE and U+FFFF, the only escaped characters beyond ASCII.
    private static readonly SearchValues<byte> MayBeEscaped =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(code => (byte)code), (byte)'"', (byte)'\\', 0x7F, 0xEF]);

    public static bool TryWriteIri(string iri, ref ByteSink sink)
    {
        var room = sink.Room(iri.Length * 3 + 2);
        if (Utf8.FromUtf16(iri, room[1..], out _, out int written, replaceInvalidSequences: false) != OperationStatus.Done
            || room.Slice(1, written).ContainsAny(NotInIris))
            return false;
        room[0] = (byte)'<';
        room[1 + written] = (byte)'>';
        sink.Advance(written + 2);
        return true;
    }

    public static bool TryWriteLiteral(in RdfTerm literal, ref ByteSink sink)
    {
        var room = sink.Room(literal.Value.Length * 3 + 2);
        if (Utf8.FromUtf16(literal.Value, room[1..], out _, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
            return false;
        if (room.Slice(1, written).ContainsAny(MayBeEscaped))
        {
            WriteEscaped(literal.Value, ref sink);
        }
        else
        {
            room[0] = (byte)'"';
            room[1 + written] = (byte)'"';
            sink.Advance(written + 2);
        }

        if (literal.Language is { } language)
        {
            if (language.Length == 0 || NQuadsGrammar.LanguageLength(language) != language.Length)
                return false;
            sink.Write((byte)'@');
            sink.Advance(System.Text.Encoding.ASCII.GetBytes(language, sink.Room(language.Length)));
            return true;
        }
        if (literal.Datatype is null or XsdString)
            return true;
        sink.Write("^^"u8);
        return TryWriteIri(literal.Datatype, ref sink);
    }

    private static void WriteEscaped(string value, ref ByteSink sink)
    {
        sink.Write((byte)'"');
        foreach (var rune in value.EnumerateRunes())
        {
            byte letter = rune.Value switch
            {
                '\b' => (byte)'b',
                '\t' => (byte)'t',
                '\n' => (byte)'n',
                '\f' => (byte)'f',
                '\r' => (byte)'r',
                '"' => (byte)'"',
                '\\' => (byte)'\\',
                _ => 0,
            };
            if (letter != 0)
            {
                sink.Write((byte)'\\');
                sink.Write(letter);
            }
            else if (rune.Value is < 0x20 or 0x7F or 0xFFFE or 0xFFFF)
            {
                sink.Write("\\u"u8);
                rune.Value.TryFormat(sink.Room(4), out int digits, "X4", null);
                sink.Advance(digits);
            }
            else
            {
                sink.Advance(rune.EncodeToUtf8(sink.Room(4)));
            }
        }
        sink.Write((byte)'"');
    }
}
