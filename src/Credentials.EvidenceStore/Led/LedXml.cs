using System.Globalization;
using System.Xml;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Led;

/// <summary>
/// Reads the XML of LED's answers: no document type, nothing fetched, and bounds on size, depth and the number of elements, since an answer may come
/// from a file that somebody was sent.
/// </summary>
internal static class LedXml
{
    /// <summary>The largest answer, in bytes: 700 proofs of one person at 6 kB each.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    private const int Deepest = 32;
    private const int MostElements = 200_000;

    /// <summary>The outermost element.</summary>
    /// <param name="xml">The file or the body of the answer.</param>
    /// <returns><see cref="ProblemCode.TooLarge"/>, or <see cref="ProblemCode.InvalidInput"/> with line and column of what is wrong.</returns>
    public static Result<LedElement> Read(byte[] xml)
    {
        if (xml.Length > MostBytes)
            return new Problem(ProblemCode.TooLarge, string.Create(CultureInfo.InvariantCulture, $"An LED answer has at most {MostBytes} bytes."));
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(xml, writable: false), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MostBytes,
                MaxCharactersFromEntities = 1024,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                CloseInput = true,
            });
            return Read(reader);
        }
        catch (XmlException exception)
        {
            return Fault(exception.LineNumber, exception.LinePosition, "This is no well-formed XML without a document type.");
        }
    }

    private static Result<LedElement> Read(XmlReader reader)
    {
        var open = new Stack<LedElement>();
        LedElement? root = null;
        var count = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (open.Count == Deepest || ++count > MostElements)
                        return Fault(reader, open.Count == Deepest ? "Elements are nested deeper than in any LED answer." : "There are more elements than in any LED answer.");
                    var element = new LedElement(reader.NamespaceURI, reader.LocalName);
                    if (open.TryPeek(out var parent))
                        parent.Add(element);
                    root ??= element;
                    if (!reader.IsEmptyElement)
                        open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when open.Count > 0:
                    open.Peek().Add(reader.Value);
                    break;
            }
        }
        return root!;
    }

    private static Problem Fault(XmlReader reader, string detail)
    {
        var place = (IXmlLineInfo)reader;
        return Fault(place.LineNumber, place.LinePosition, detail);
    }

    private static Problem Fault(int line, int column, string detail) =>
        new(ProblemCode.InvalidInput, string.Create(CultureInfo.InvariantCulture, $"{detail} Line {line}, column {column}."))
        {
            Errors = [new InputError("", InputReasons.BadFormat, detail)],
        };
}
