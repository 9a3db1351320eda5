using System.Text;
using System.Text.Unicode;
using System.Xml;

namespace Credentials.Baking;

/// <summary>
/// An SVG with a credential in it (Open Badges 3.0 section 5.3.2): the element <c>openbadges:credential</c> directly after the start of the drawing,
/// with a VC-JWT as its attribute <c>verify</c>, or with the JSON as its text. Document types, and entities with them, are refused.
/// </summary>
public static class BakedSvg
{
    public const string Namespace = "https://purl.imsglobal.org/ob/v3p0";

    private const string SvgNamespace = "http://www.w3.org/2000/svg";
    private const string ElementName = "credential";
    private const string TokenAttribute = "verify";
    private const int MaxDepth = 64;

    /// <summary>The drawing with the credential put in.</summary>
    /// <param name="svg">A drawing without a credential; otherwise a problem.</param>
    /// <param name="credential">The compact JWS of a VC-JWT, else the JSON; UTF-8.</param>
    public static Result<byte[]> Bake(ReadOnlyMemory<byte> svg, ReadOnlySpan<byte> credential)
    {
        if (!Utf8.IsValid(credential) || System.Text.Encoding.UTF8.GetString(credential) is var text && !text.EnumerateRunes().All(IsXml))
            return BakingReasons.Unreadable("the credential has characters that XML does not have");
        using var baked = new MemoryStream();
        using (var writer = XmlWriter.Create(baked, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true }))
        {
            var fault = Walk(svg, reader =>
            {
                if (IsCredential(reader))
                    return BakingReasons.Several("there is a credential in the SVG already");
                Copy(reader, writer);
                if (reader is { NodeType: XmlNodeType.Element, Depth: 0 })
                {
                    WriteCredential(writer, text);
                    if (reader.IsEmptyElement)
                        writer.WriteEndElement();
                }
                return null;
            });
            if (fault is not null)
                return fault;
        }
        return baked.ToArray();
    }

    /// <summary>The credential in the drawing; a problem where there is none or more than one.</summary>
    public static Result<ReadOnlyMemory<byte>> Unbake(ReadOnlyMemory<byte> svg)
    {
        var (count, token, text) = (0, (string?)null, new StringBuilder());
        var inside = -1;
        var fault = Walk(svg, reader =>
        {
            if (IsCredential(reader))
            {
                (count, token) = (count + 1, reader.GetAttribute(TokenAttribute));
                inside = reader.IsEmptyElement ? -1 : reader.Depth;
            }
            else if (inside >= 0 && reader.Depth > inside)
            {
                if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                    text.Append(reader.Value);
                else if (reader.NodeType is not (XmlNodeType.Whitespace or XmlNodeType.Comment))
                    return BakingReasons.Unreadable("there is something else than a text in the credential's element");
            }
            else if (reader.NodeType == XmlNodeType.EndElement && reader.Depth == inside)
            {
                inside = -1;
            }
            return count > 1 ? BakingReasons.Several("there is more than one credential in the SVG") : null;
        });
        if (fault is not null)
            return fault;
        if (count == 0)
            return BakingReasons.Nothing("there is no credential in the SVG; programs that convert drawings throw it away");
        var content = text.ToString().Trim();
        if (token?.Length > 0 && content.Length > 0)
            return BakingReasons.Several("the credential's element has both a token and a text");
        var utf8 = System.Text.Encoding.UTF8.GetBytes(token?.Length > 0 ? token : content);
        return utf8.Length == 0 ? BakingReasons.Nothing("the place for the credential in the SVG is empty")
            : utf8.Length > BakedFile.MaxCredentialBytes ? new Problem(ProblemCode.TooLarge, "the credential in the SVG is too large")
            : (ReadOnlyMemory<byte>)utf8;
    }

    private static Problem? Walk(ReadOnlyMemory<byte> svg, Func<XmlReader, Problem?> visit)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = BakedFile.MaxBytes,
            CheckCharacters = true,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(svg.ToArray(), writable: false), settings);
            while (reader.Read())
            {
                if (reader is { Depth: 0, NodeType: XmlNodeType.Element } && (reader.LocalName != "svg" || reader.NamespaceURI != SvgNamespace))
                    return BakingReasons.Unreadable("the file is XML or HTML, and no SVG");
                if (reader.Depth > MaxDepth)
                    return BakingReasons.Unreadable($"the SVG is nested deeper than {MaxDepth}");
                if (visit(reader) is { } problem)
                    return problem;
            }
            return null;
        }
        catch (XmlException fault)
        {
            return BakingReasons.Unreadable($"the SVG is not well-formed XML without a document type (line {fault.LineNumber})");
        }
    }

    private static bool IsCredential(XmlReader reader) =>
        reader.NodeType == XmlNodeType.Element && reader.LocalName == ElementName && reader.NamespaceURI == Namespace;

    private static bool IsXml(Rune rune) => rune.Value > 0xffff || XmlConvert.IsXmlChar((char)rune.Value);

    private static void WriteCredential(XmlWriter writer, string credential)
    {
        writer.WriteStartElement("openbadges", ElementName, Namespace);
        if (credential.StartsWith('{'))
        {
            // A text that ends a section is cut in two.
            foreach (var part in credential.Replace("]]>", "]]\0>", StringComparison.Ordinal).Split('\0'))
                writer.WriteCData(part);
        }
        else
        {
            writer.WriteAttributeString(TokenAttribute, credential);
        }
        writer.WriteEndElement();
    }

    private static void Copy(XmlReader reader, XmlWriter writer)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                writer.WriteAttributes(reader, defattr: true);
                if (reader is { IsEmptyElement: true, Depth: > 0 })
                    writer.WriteEndElement();
                break;
            case XmlNodeType.EndElement: writer.WriteFullEndElement(); break;
            case XmlNodeType.Text: writer.WriteString(reader.Value); break;
            case XmlNodeType.CDATA: writer.WriteCData(reader.Value); break;
            case XmlNodeType.Comment: writer.WriteComment(reader.Value); break;
            case XmlNodeType.ProcessingInstruction: writer.WriteProcessingInstruction(reader.Name, reader.Value); break;
            case XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace: writer.WriteWhitespace(reader.Value); break;
        }
    }
}
