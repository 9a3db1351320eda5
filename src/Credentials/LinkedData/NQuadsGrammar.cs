using System.Text;

namespace Credentials.LinkedData;

/// <summary>The terminals of RDF 1.1 N-Quads section 5.</summary>
internal static class NQuadsGrammar
{
    public static bool IsLabel(ReadOnlySpan<char> text) => LabelLength(text) == text.Length && text.Length > 0;

    /// <summary>How many characters at the start of the text are a blank node's label (without <c>_:</c>); 0 if none is there.</summary>
    public static int LabelLength(ReadOnlySpan<char> text)
    {
        int end = 0, position = 0;
        while (position < text.Length && Rune.DecodeFromUtf16(text[position..], out var rune, out int length) == System.Buffers.OperationStatus.Done)
        {
            bool isFirst = position == 0;
            if (!IsNameStart(rune.Value) && !IsDigit(rune.Value) && (isFirst || !(IsNameRest(rune.Value) || rune.Value == '.')))
                break;
            position += length;
            // A label does not end in a full stop: that one ends the statement.
            if (rune.Value != '.')
                end = position;
        }
        return end;
    }

    /// <summary>How many characters at the start of the text are a language tag; 0 if none is there.</summary>
    public static int LanguageLength(ReadOnlySpan<char> text)
    {
        int position = 0;
        while (position < text.Length && char.IsAsciiLetter(text[position]))
            position++;
        if (position == 0)
            return 0;
        while (position + 1 < text.Length && text[position] == '-' && char.IsAsciiLetterOrDigit(text[position + 1]))
        {
            position++;
            while (position < text.Length && char.IsAsciiLetterOrDigit(text[position]))
                position++;
        }
        return position;
    }

    /// <summary>Whether the text starts with a scheme (RFC 3986 section 3.1), as IRIs in RDF do.</summary>
    public static bool HasScheme(ReadOnlySpan<char> iri)
    {
        int colon = iri.IndexOf(':');
        if (colon <= 0 || !char.IsAsciiLetter(iri[0]))
            return false;
        foreach (char character in iri[..colon])
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('+' or '-' or '.'))
                return false;
        }
        return true;
    }

    public static bool IsForbiddenInIri(int character) =>
        character <= ' ' || character is '<' or '>' or '"' or '{' or '}' or '|' or '^' or '`' or '\\';

    private static bool IsDigit(int character) => character is >= '0' and <= '9';

    private static bool IsNameStart(int character) => character
        is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or '_' or ':'
        or (>= 0xC0 and <= 0xD6) or (>= 0xD8 and <= 0xF6) or (>= 0xF8 and <= 0x2FF) or (>= 0x370 and <= 0x37D) or (>= 0x37F and <= 0x1FFF)
        or (>= 0x200C and <= 0x200D) or (>= 0x2070 and <= 0x218F) or (>= 0x2C00 and <= 0x2FEF) or (>= 0x3001 and <= 0xD7FF)
        or (>= 0xF900 and <= 0xFDCF) or (>= 0xFDF0 and <= 0xFFFD) or (>= 0x10000 and <= 0xEFFFF);

    private static bool IsNameRest(int character) => character is '-' or 0xB7 or (>= 0x300 and <= 0x36F) or (>= 0x203F and <= 0x2040);
}
