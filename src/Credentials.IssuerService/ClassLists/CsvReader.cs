namespace Credentials.IssuerService.ClassLists;

/// <summary>
/// Reads comma-separated values (RFC 4180) record by record, knowing the physical line on which each begins and where a quote that never closes was
/// opened: after such a quote nobody can say which line belongs to whom.
/// </summary>
internal sealed class CsvReader(ReadOnlyMemory<byte> utf8, byte delimiter, int longestField = CsvReader.LongestField)
{
    /// <summary>A quoted field longer than this has swallowed other rows.</summary>
    public const int LongestField = 4096;

    private const byte Quote = (byte)'"';

    private readonly List<string> _fields = [];
    private int _at;
    private int _line = 1;

    /// <summary>The physical line, from 1, on which the record begins; for an unbalanced quote the line on which it was opened.</summary>
    public int Line { get; private set; }

    /// <summary>The fields of the record, without quotes and without blanks around them.</summary>
    public IReadOnlyList<string> Fields => _fields;

    public CsvFault Fault { get; private set; }

    /// <summary>The index of the field with a fault of its own.</summary>
    public int FaultyField { get; private set; }

    /// <summary>The delimiter of a file: whichever of comma and semicolon its first record has more of.</summary>
    public static byte DelimiterOf(ReadOnlySpan<byte> utf8)
    {
        var (commas, semicolons, quoted) = (0, 0, false);
        foreach (var unit in utf8)
        {
            if (unit == Quote)
                quoted = !quoted;
            else if (quoted)
                continue;
            else if (unit is (byte)'\n' or (byte)'\r' && commas + semicolons > 0)
                break;
            else if (unit == (byte)',')
                commas++;
            else if (unit == (byte)';')
                semicolons++;
        }

        return semicolons > commas ? (byte)';' : (byte)',';
    }

    /// <summary>Reads the next record; false at the end, which an unbalanced quote brings about too.</summary>
    public bool Read()
    {
        if (Fault == CsvFault.UnbalancedQuote || _at >= utf8.Length)
            return false;
        _fields.Clear();
        (Line, Fault) = (_line, CsvFault.None);
        while (ReadField(utf8.Span))
        {
        }

        return true;
    }

    /// <summary>Reads one field and what ends it; true when another field follows in the record.</summary>
    private bool ReadField(ReadOnlySpan<byte> text)
    {
        while (_at < text.Length && text[_at] is (byte)' ' or (byte)'\t')
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
        var (opened, start, line) = (_line, _at + 1, _line);
        var end = start;
        while (end < text.Length && end - start <= longestField)
        {
            if (text[end] == Quote && end + 1 < text.Length && text[end + 1] == Quote)
            {
                end += 2;
                continue;
            }

            if (text[end] == Quote)
            {
                var after = end + 1;
                while (after < text.Length && text[after] is (byte)' ' or (byte)'\t')
                    after++;

                if (after < text.Length && text[after] != delimiter && text[after] is not ((byte)'\n' or (byte)'\r'))
                {
                    if (line == opened && RestOfLine(text, start - 1) is var rest && rest.Count(Quote) % 2 == 0)
                        return GiveUpLine(rest);

                    // Text behind a closing quote shows that the quote was meant to open another field.
                    break;
                }

                Add(text[start..end]);
                (_at, _line) = (after, line);
                return true;
            }

            if (text[end] == (byte)'\n' || (text[end] == (byte)'\r' && !(end + 1 < text.Length && text[end + 1] == (byte)'\n')))
                line++;
            end++;
        }

        var firstLine = text[start..].IndexOfAny((byte)'\n', (byte)'\r');
        Add(firstLine < 0 ? text[start..] : text.Slice(start, firstLine));
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

    private bool EndField(ReadOnlySpan<byte> text)
    {
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
        var text = System.Text.Encoding.UTF8.GetString(field).Trim();
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
