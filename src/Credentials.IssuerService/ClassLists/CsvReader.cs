namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// Reads comma-separated values (RFC 4180) record by record, knowing the physical line on which each begins and where a quote that never closes was
/// opened: after such a quote nobody can say which line belongs to whom.
/// </summary>
/// <param name="utf8">The file without a byte order mark.</param>
/// <param name="delimiter">What stands between two fields.</param>
/// <param name="longestField">Characters of a quoted field at most: a longer one has swallowed other rows.</param>
/// <param name="start">Where a record begins.</param>
/// <param name="line">The physical line that it begins on.</param>
internal sealed class CsvReader(ReadOnlyMemory<byte> utf8, byte delimiter, int longestField = CsvReader.LongestField, int start = 0, int line = 1)
{
    /// <summary>A quoted field longer than this has swallowed other rows.</summary>
    public const int LongestField = 4096;

    /// <summary>Of a record.</summary>
    private const int MostFields = 1000;

    private const byte Quote = (byte)'"';

    private readonly List<string> _fields = [];
    private int _at = start;
    private int _line = line;

    /// <summary>The physical line, from 1, on which the record begins; for an unbalanced quote the line on which it was opened.</summary>
    public int Line { get; private set; }

    /// <summary>The fields of the record, without quotes and without blanks around them.</summary>
    public IReadOnlyList<string> Fields => _fields;

    /// <summary>Where the record's first byte is.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the record's last byte, before what ends its line; where a quote never closes, the end of the line on which it was opened.</summary>
    public int End { get; private set; }

    public CsvFault Fault { get; private set; }

    /// <summary>The index of the field with a fault of its own.</summary>
    public int FaultyField { get; private set; }

    /// <summary>The delimiter of a file: whichever of comma, semicolon and tab its first record has most of.</summary>
    public static byte DelimiterOf(ReadOnlySpan<byte> utf8)
    {
        var (commas, semicolons, tabs, quoted) = (0, 0, 0, false);
        foreach (var unit in utf8)
        {
            if (unit == Quote)
                quoted = !quoted;
            else if (quoted)
                continue;
            else if (unit is (byte)'\n' or (byte)'\r' && commas + semicolons + tabs > 0)
                break;
            else if (unit == (byte)',')
                commas++;
            else if (unit == (byte)';')
                semicolons++;
            else if (unit == (byte)'\t')
                tabs++;
        }

        return tabs > Math.Max(commas, semicolons) ? (byte)'\t' : semicolons > commas ? (byte)';' : (byte)',';
    }

    /// <summary>How many line ends there are in a text.</summary>
    public static int LinesIn(ReadOnlySpan<byte> text)
    {
        var lines = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == (byte)'\n' || (text[at] == (byte)'\r' && !(at + 1 < text.Length && text[at + 1] == (byte)'\n')))
                lines++;
        }
        return lines;
    }

    /// <summary>Reads the next record; false at the end, which an unbalanced quote brings about too.</summary>
    public bool Read()
    {
        if (Fault == CsvFault.UnbalancedQuote || _at >= utf8.Length)
            return false;
        _fields.Clear();
        (Line, Start, Fault) = (_line, _at, CsvFault.None);
        while (ReadField(utf8.Span))
        {
        }

        if (Fault == CsvFault.UnbalancedQuote)
            End = _at + RestOfLine(utf8.Span, _at).Length;
        return true;
    }

    /// <summary>Reads one field and what ends it; true when another field follows in the record.</summary>
    private bool ReadField(ReadOnlySpan<byte> text)
    {
        while (_at < text.Length && IsBlank(text[_at]))
            _at++;
        if (_at < text.Length && text[_at] == Quote)
        {
            if (!ReadQuoted(text))
                return false;
        }
        else
        {
            var length = text[_at..].IndexOfAny(delimiter, (byte)'\n', (byte)'\r');
            var field = length < 0 ? text[_at..] : text.Slice(_at, length);
            _at += field.Length;
            Add(field);
            if (field.Count(Quote) is var quotes and > 0)
                (Fault, FaultyField) = (quotes % 2 == 0 ? CsvFault.MisplacedQuote : CsvFault.UnbalancedQuote, _fields.Count - 1);
            if (Fault == CsvFault.UnbalancedQuote)
            {
                Line = _line;
                return false;
            }
        }

        return EndField(text);
    }

    private bool ReadQuoted(ReadOnlySpan<byte> text)
    {
        var (opened, first, at) = (_line, _at + 1, _line);
        var end = first;
        while (end < text.Length && end - first <= longestField)
        {
            if (text[end] == Quote && end + 1 < text.Length && text[end + 1] == Quote)
            {
                end += 2;
                continue;
            }

            if (text[end] == Quote)
            {
                var after = end + 1;
                while (after < text.Length && IsBlank(text[after]))
                    after++;

                if (after < text.Length && text[after] != delimiter && text[after] is not ((byte)'\n' or (byte)'\r'))
                {
                    if (at == opened && RestOfLine(text, first - 1) is var rest && rest.Count(Quote) % 2 == 0)
                        return GiveUpLine(rest);

                    // Text behind a closing quote shows that the quote was meant to open another field.
                    break;
                }

                Add(text[first..end]);
                (_at, _line) = (after, at);
                return true;
            }

            if (text[end] == (byte)'\n' || (text[end] == (byte)'\r' && !(end + 1 < text.Length && text[end + 1] == (byte)'\n')))
                at++;
            end++;
        }

        var firstLine = text[first..].IndexOfAny((byte)'\n', (byte)'\r');
        Add(firstLine < 0 ? text[first..] : text.Slice(first, firstLine));
        (Line, Fault) = (opened, CsvFault.UnbalancedQuote);
        return false;
    }

    private static ReadOnlySpan<byte> RestOfLine(ReadOnlySpan<byte> text, int from)
    {
        var length = text[from..].IndexOfAny((byte)'\n', (byte)'\r');
        return length < 0 ? text[from..] : text.Slice(from, length);
    }

    /// <summary>Every quote of the line closes on it, so that text behind a closing quote is a slip in one field: only its row is lost.</summary>
    private bool GiveUpLine(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOf(delimiter);
        Add(length < 0 ? rest : rest[..length]);
        (Fault, FaultyField) = (CsvFault.MisplacedQuote, _fields.Count - 1);
        _at += rest.Length;
        return true;
    }

    private bool IsBlank(byte unit) => unit is (byte)' ' or (byte)'\t' && unit != delimiter;

    private bool EndField(ReadOnlySpan<byte> text)
    {
        End = _at;
        if (_at >= text.Length)
            return false;
        if (text[_at] == delimiter)
        {
            _at++;
            return true;
        }

        _at += text[_at] == (byte)'\r' && _at + 1 < text.Length && text[_at + 1] == (byte)'\n' ? 2 : 1;
        _line++;
        return false;
    }

    private void Add(ReadOnlySpan<byte> field)
    {
        // More than any list has; the rest of such a line would only fill the memory.
        if (_fields.Count > MostFields)
            return;
        // U+FFFE is no character, and normalising a text that holds it throws: as a control character it has its row refused.
        var text = System.Text.Encoding.UTF8.GetString(field).Replace('\uFFFE', '\u0001').Trim();
        _fields.Add(text.Contains("\"\"", StringComparison.Ordinal) ? text.Replace("\"\"", "\"", StringComparison.Ordinal) : text);
    }
}

/// <summary>What is wrong with the quotes of a record.</summary>
internal enum CsvFault
{
    None,

    /// <summary>Quotes inside a field that is not quoted itself, or text behind a closing quote: its row is clear, its value is not.</summary>
    MisplacedQuote,

    /// <summary>A quote that never closes: nothing from its line on can be read.</summary>
    UnbalancedQuote,
}
