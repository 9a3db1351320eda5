using System.Globalization;
using System.Text;

namespace Credentials.LinkedData;

/// <summary>Reads one N-Quads document from start to end.</summary>
internal ref struct NQuadsReader(string text)
{
    private const string XsdString = "http://www.w3.org/2001/XMLSchema#string";
    private const string LangString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";

    private readonly ReadOnlySpan<char> _text = text;
    private readonly StringBuilder _unescaped = new();
    private int _position = 0;
    private int _line = 1;

    private readonly char Current => _position < _text.Length ? _text[_position] : '\0';

    public Result<IReadOnlyList<RdfQuad>> Read()
    {
        var quads = new List<RdfQuad>();
        while (SkipToStatement())
        {
            if (ReadStatement(out var quad) is { } fault)
                return new Problem(ProblemCode.InvalidInput, $"N-Quads: line {_line.ToString(CultureInfo.InvariantCulture)}: {fault}");
            quads.Add(quad);
        }
        return quads;
    }

    private bool SkipToStatement()
    {
        for (; _position < _text.Length; _position++)
        {
            switch (_text[_position])
            {
                case ' ' or '\t':
                    break;
                case '\n' or '\r':
                    // A carriage return and a line feed end one line together.
                    if (_text[_position] == '\n' || _position + 1 == _text.Length || _text[_position + 1] != '\n')
                        _line++;
                    break;
                case '#':
                    SkipComment();
                    _position--;
                    break;
                default:
                    return true;
            }
        }
        return false;
    }

    private void SkipComment()
    {
        int length = _text[_position..].IndexOfAny('\n', '\r');
        _position = length < 0 ? _text.Length : _position + length;
    }

    private void SkipSpaces()
    {
        while (Current is ' ' or '\t')
            _position++;
    }

    private string? ReadStatement(out RdfQuad quad)
    {
        quad = default;
        if (!TryNode(out var subject))
            return "the subject is neither an absolute IRI nor a blank node";
        SkipSpaces();
        if (!TryIri(out var predicate))
            return "the predicate is not an absolute IRI";
        SkipSpaces();
        if (!(Current == '"' ? TryLiteral(out var value) : TryNode(out value)))
            return "the object is no term";
        SkipSpaces();
        RdfTerm graph = default;
        if (Current != '.' && !TryNode(out graph))
            return "what follows the object is neither a graph's name nor the end";
        SkipSpaces();
        if (Current != '.')
            return "the statement does not end";
        _position++;
        SkipSpaces();
        if (Current == '#')
            SkipComment();
        if (_position < _text.Length && Current is not ('\n' or '\r'))
            return "something follows the statement";
        quad = new RdfQuad(subject, RdfTerm.Iri(predicate), value, graph);
        return null;
    }

    private bool TryNode(out RdfTerm term)
    {
        term = default;
        if (Current == '<')
        {
            if (!TryIri(out string iri))
                return false;
            term = RdfTerm.Iri(iri);
            return true;
        }
        if (!_text[_position..].StartsWith("_:"))
            return false;
        int length = NQuadsGrammar.LabelLength(_text[(_position + 2)..]);
        term = RdfTerm.BlankNode(_text.Slice(_position + 2, length).ToString());
        _position += 2 + length;
        return length > 0;
    }

    private bool TryIri(out string iri)
    {
        iri = "";
        if (Current != '<')
            return false;
        _position++;
        if (!TryQuoted('>', isIri: true, out iri))
            return false;
        foreach (char character in iri)
        {
            if (NQuadsGrammar.IsForbiddenInIri(character))
                return false;
        }
        return NQuadsGrammar.HasScheme(iri);
    }

    private bool TryLiteral(out RdfTerm term)
    {
        term = default;
        _position++;
        if (!TryQuoted('"', isIri: false, out string value))
            return false;
        if (Current == '@')
        {
            int length = NQuadsGrammar.LanguageLength(_text[(_position + 1)..]);
            term = new RdfTerm(RdfTermKind.Literal, value, LangString, _text.Slice(_position + 1, length).ToString());
            _position += 1 + length;
            return length > 0;
        }
        string datatype = XsdString;
        if (_text[_position..].StartsWith("^^"))
        {
            _position += 2;
            // Without a language tag there is no such literal.
            if (!TryIri(out datatype) || datatype == LangString)
                return false;
        }
        term = new RdfTerm(RdfTermKind.Literal, value, datatype);
        return true;
    }

    private bool TryQuoted(char end, bool isIri, out string value)
    {
        value = "";
        _unescaped.Clear();
        for (; _position < _text.Length; _position++)
        {
            char character = _text[_position];
            if (character == end)
            {
                _position++;
                value = _unescaped.ToString();
                return true;
            }
            if (character is '\n' or '\r')
                return false;
            if (character != '\\')
                _unescaped.Append(character);
            else if (!TryEscape(isIri))
                return false;
        }
        return false;
    }

    // Leaves the position at the last character of the escape.
    private bool TryEscape(bool isIri)
    {
        _position++;
        int digits = Current switch { 'u' => 4, 'U' => 8, _ => 0 };
        if (digits > 0)
        {
            if (_position + digits >= _text.Length || !int.TryParse(_text.Slice(_position + 1, digits), NumberStyles.AllowHexSpecifier, null, out int code)
                || !Rune.TryCreate(code, out var rune))
                return false;
            _unescaped.Append(rune.ToString());
            _position += digits;
            return true;
        }
        int place = "tbnrf\"'\\".IndexOf(Current, StringComparison.Ordinal);
        if (isIri || place < 0)
            return false;
        _unescaped.Append("\t\b\n\r\f\"'\\"[place]);
        return true;
    }
}
