using System.Text;
using System.Xml;

namespace Credentials.EvidenceStore.Led;

/// <summary>Texts of LED as people read them: LED's answers wrap and indent them, so that white space at their edges and its length inside mean nothing.</summary>
internal static class LedText
{
    /// <summary>This one alone makes normalising throw; XML cannot hold it, so that it is refused where a text is to be sent.</summary>
    private const char NoCharacter = '\uFFFE';

    /// <summary>
    /// The text in normal form C without white space at its edges and with one space for each run of it inside. Characters that cannot be seen or that
    /// change the direction of a text count as white space: on a page they could make a name look like another. Null where nothing is left.
    /// </summary>
    public static string? Fold(string? text)
    {
        if (text is null)
            return null;
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsSpace(rune))
                folded.Append(rune.ToString());
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        }
        if (folded.Length > 0 && folded[^1] == ' ')
            folded.Length--;
        if (folded.Length == 0)
            return null;
        var result = folded.ToString();
        return result.Contains(NoCharacter, StringComparison.Ordinal) ? result : result.Normalize();
    }

    /// <summary>Whether every character may stand in an XML 1.0 document.</summary>
    public static bool IsXml(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (XmlConvert.IsXmlChar(text[index]))
                continue;
            if (index + 1 == text.Length || !XmlConvert.IsXmlSurrogatePair(text[index + 1], text[index]))
                return false;
            index++;
        }
        return true;
    }

    // 0x200D joins letters in several scripts and stays; EnumerateRunes gives 0xFFFD for a lone surrogate.
    private static bool IsSpace(Rune rune) => Rune.IsWhiteSpace(rune) || Rune.IsControl(rune)
        || rune.Value is 0x200B or 0x200E or 0x200F or (>= 0x2028 and <= 0x202E) or (>= 0x2060 and <= 0x2069) or 0xFEFF or 0xFFFD;
}
