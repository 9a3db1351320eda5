using System.Globalization;
using System.Text.RegularExpressions;
using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

/// <summary>Reads the N-Quads that the test suites publish, which are well-formed.</summary>
internal static partial class PublishedQuads
{
    public static List<RdfQuad> Parse(string text)
    {
        var quads = new List<RdfQuad>();
        foreach (string line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var terms = Term().Matches(line[..line.LastIndexOf('.')]).Select(Read).ToList();
            quads.Add(new RdfQuad(terms[0], terms[1], terms[2], terms.Count > 3 ? terms[3] : default));
        }
        return quads;
    }

    private static RdfTerm Read(Match match)
    {
        if (match.Groups["iri"].Success)
            return RdfTerm.Iri(Unescaped(match.Groups["iri"].Value));
        if (match.Groups["blank"].Success)
            return RdfTerm.BlankNode(match.Groups["blank"].Value);
        string? language = match.Groups["language"].Success ? match.Groups["language"].Value : null;
        string datatype = match.Groups["datatype"].Success ? match.Groups["datatype"].Value
            : language is not null ? "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString" : "http://www.w3.org/2001/XMLSchema#string";
        return new RdfTerm(RdfTermKind.Literal, Unescaped(match.Groups["text"].Value), datatype, language);
    }

    private static string Unescaped(string text) => Escape().Replace(text, escape => escape.Value[1] switch
    {
        't' => "\t",
        'n' => "\n",
        'r' => "\r",
        'b' => "\b",
        'f' => "\f",
        'u' or 'U' => char.ConvertFromUtf32(int.Parse(escape.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)),
        var other => other.ToString(),
    });

    [GeneratedRegex("""<(?<iri>[^>]*)>|_:(?<blank>[^\s]+)|"(?<text>(?:[^"\\]|\\.)*)"(?:\^\^<(?<datatype>[^>]*)>|@(?<language>[A-Za-z0-9-]+))?""")]
    private static partial Regex Term();

    [GeneratedRegex("""\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)""")]
    private static partial Regex Escape();
}
