namespace Credentials.Badges;

/// <summary>
/// A text broken into lines that fit into a rectangle, in the largest size that does. No font is at hand, so widths are those of the usual sans-serif
/// letters, with something to spare.
/// </summary>
/// <param name="Lines">At least one.</param>
/// <param name="Size">Of the letters, in the rectangle's units.</param>
internal sealed record FittedText(IReadOnlyList<string> Lines, double Size)
{
    /// <summary>From line to line, in letter sizes.</summary>
    public const double LineHeight = 1.16;

    private const double Spare = 1.06;
    private const int ShortestPart = 4;

    public static FittedText Fit(string text, double width, double height, double largest, double smallest)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return new FittedText([""], largest);
        for (var size = largest; ; size -= 2)
        {
            var most = Math.Max(1, (int)(height / (size * LineHeight)));
            // Hyphens are for words that would make all the others small.
            var mayBreak = size <= (largest + smallest) / 2;
            if (words.Max(word => WidthOf(word)) * size <= width || mayBreak)
            {
                var lines = Wrap(words, width / size);
                if (lines.Count <= most)
                    return new FittedText(lines, size);
                if (size - 2 < smallest)
                    return new FittedText([.. lines.Take(most - 1), Shorten(lines[most - 1], width / size)], size);
            }
        }
    }

    private static List<string> Wrap(IEnumerable<string> words, double width)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in words)
        {
            var rest = word;
            if (line.Length > 0 && WidthOf(line + " " + rest) <= width)
            {
                line += " " + rest;
                continue;
            }
            if (line.Length > 0)
                lines.Add(line);
            while (WidthOf(rest) > width)
            {
                var cut = CutOf(rest, width);
                lines.Add(rest[..cut] + (char.IsLetter(rest[cut - 1]) ? "-" : ""));
                rest = rest[cut..];
            }
            line = rest;
        }
        if (line.Length > 0 || lines.Count == 0)
            lines.Add(line);
        return lines;
    }

    // As late as fits, and rather where a syllable is likely to begin: before a consonant with a vowel behind it.
    private static int CutOf(string word, double width)
    {
        var most = 1;
        while (most + 1 < word.Length && WidthOf(word[..(most + 1)] + "-") <= width && !(char.IsHighSurrogate(word[most]) && most + 2 >= word.Length))
            most++;
        most = Math.Max(1, Math.Min(most, word.Length - ShortestPart));
        for (var cut = most; cut > Math.Max(ShortestPart, most - 6); cut--)
            if (word[cut - 1] is '-' or '/' || (IsVowel(word[cut + 1 < word.Length ? cut + 1 : cut]) && char.IsLetter(word[cut]) && !IsVowel(word[cut]) && char.IsLetter(word[cut - 1])))
                return cut;
        return char.IsLowSurrogate(word[most]) && most > 1 ? most - 1 : most;
    }

    private static string Shorten(string line, double width)
    {
        while (line.Length > 1 && WidthOf(line + "…") > width)
            line = line[..^1];
        return line.TrimEnd(' ', '-', ',') + "…";
    }

    private static bool IsVowel(char letter) => "aeiouyáàâäéèêëíìîïóòôöúùûü".Contains(char.ToLowerInvariant(letter), StringComparison.Ordinal);

    // In letter sizes, bold.
    private static double WidthOf(string text) => Spare * text.Sum(character => character switch
    {
        'i' or 'j' or 'l' or '.' or ',' or '\'' or '’' or '|' or '!' or ':' or ';' or 'I' => 0.29,
        't' or 'f' or 'r' or ' ' or '-' or '(' or ')' or '/' => 0.36,
        'm' or 'w' or '…' => 0.87,
        'M' or 'W' or '%' or '@' => 0.94,
        's' or 'c' or 'k' or 'x' or 'y' or 'z' or 'v' => 0.56,
        >= 'A' and <= 'Z' => 0.72,
        >= 'a' and <= 'z' => 0.61,
        // Scripts with wide letters.
        >= '\u2e80' => 1,
        _ => 0.62,
    });
}
