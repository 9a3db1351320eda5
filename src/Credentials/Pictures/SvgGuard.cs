using System.Globalization;
using System.Text;
using System.Text.Unicode;
using System.Xml;
using Credentials.Baking;

namespace Credentials.Pictures;

/// <summary>
/// Reads a drawing that strangers made and refuses what could run, load, move or grow beyond measure, wherever it is shown. It cleans nothing: what was
/// handed in is what is shown, or it is refused with the name of what is in the way.
/// </summary>
internal static class SvgGuard
{
    // As deep as a credential can be baked into.
    private const int MaxDepth = 64;
    private const int LongestNamed = 60;
    private const string PngInside = "data:image/png;base64,";

    public static PictureFault? FaultIn(ReadOnlyMemory<byte> svg)
    {
        // One way to read it only: a browser that took another encoding would see another drawing.
        if (!Utf8.IsValid(svg.Span))
            return new(PictureFault.SvgMalformed);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Picture.MaxBytes };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(svg.ToArray(), writable: false), settings);
            var fault = new Walk(reader).Run();
            return fault ?? (BakedSvg.Bake(svg, "a"u8).TryGet(out _, out var problem) ? null
                : new(problem.Errors.Any(error => error.Reason == BakingReasons.SeveralInside) ? PictureFault.CredentialInside : PictureFault.SvgMalformed));
        }
        catch (XmlException malformed)
        {
            return System.Text.Encoding.UTF8.GetString(svg.Span).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase)
                ? Forbidden("<!DOCTYPE>")
                : new(PictureFault.SvgMalformed, malformed.LineNumber > 0 ? malformed.LineNumber.ToString(CultureInfo.InvariantCulture) : null);
        }
    }

    private static PictureFault Forbidden(string what) => new(PictureFault.SvgForbidden, what.Length > LongestNamed ? what[..LongestNamed] + "…" : what);

    private sealed class Walk(XmlReader reader)
    {
        private readonly Stack<string?> _ids = new();
        private readonly HashSet<string> _used = new(StringComparer.Ordinal);
        private readonly HashSet<string> _aroundUses = new(StringComparer.Ordinal);
        private StringBuilder? _style;

        public PictureFault? Run()
        {
            while (reader.Read())
            {
                if (Visit() is { } fault)
                    return fault;
            }
            // Copies of copies double with each step, until no machine can draw them.
            return _used.Overlaps(_aroundUses) ? Forbidden("<use> in <use>") : null;
        }

        /// <summary>Patterns, masks and markers that are open.</summary>
        private int _drawnWith;

        private PictureFault? Visit()
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    return Element();
                case XmlNodeType.EndElement:
                    _ids.Pop();
                    if (reader.LocalName is "pattern" or "mask" or "marker")
                        _drawnWith--;
                    if (_style is not { } style || reader.LocalName != "style")
                        return null;
                    _style = null;
                    return FaultInStyle(style.ToString());
                case XmlNodeType.ProcessingInstruction:
                    return Forbidden($"<?{reader.Name}?>");
                case XmlNodeType.XmlDeclaration:
                    return reader.GetAttribute("encoding") is { } encoding && !encoding.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                        ? Forbidden($"encoding=\"{encoding}\"")
                        : null;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                    _style?.Append(reader.Value);
                    return null;
                default:
                    return null;
            }
        }

        private PictureFault? Element()
        {
            var (ns, name, isEmpty) = (reader.NamespaceURI, reader.LocalName, reader.IsEmptyElement);
            if (reader.Depth == 0 && (ns != SvgNames.Svg || name != "svg"))
                return new(PictureFault.NotAPicture);
            if (reader.Depth >= MaxDepth)
                return Forbidden($"{MaxDepth} × <{reader.Name}>");
            if (ns == BakedSvg.Namespace)
                return new(PictureFault.CredentialInside);
            if (_style is not null || !SvgNames.MayStand(ns, name))
                return Forbidden($"<{reader.Name}>");
            if (ns == SvgNames.Svg && name == "style" && !isEmpty)
                _style = new();
            string? id = null;
            for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
            {
                if (reader.NamespaceURI == SvgNames.Declarations)
                    continue;
                if (FaultInAttribute(name) is { } fault)
                    return fault;
                if (reader is { LocalName: "id", NamespaceURI: "" })
                    id = reader.Value;
                if (name == "use" && reader.LocalName == "href")
                    _used.Add(reader.Value.Trim()[1..]);
            }
            if (name == "use")
                _aroundUses.UnionWith(_ids.Append(id).OfType<string>());
            if (!isEmpty)
                _ids.Push(id);
            if (!isEmpty && (name is "pattern" or "mask" or "marker"))
                _drawnWith++;
            return null;
        }

        private PictureFault? FaultInAttribute(string element)
        {
            var (ns, name, value) = (reader.NamespaceURI, reader.LocalName, reader.Value);
            if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || (ns == SvgNames.Xml && (name is "base" or "id")))
                return Forbidden(reader.Name);
            if (name.Equals("href", StringComparison.OrdinalIgnoreCase) || name.Equals("src", StringComparison.OrdinalIgnoreCase))
                // An escape would spell a name that is looked for by another.
                return (value.Trim() is ['#', ..] && !value.Contains('%')) || (element == "image" && name == "href" && IsPng(value)) ? null : Forbidden($"{reader.Name}=\"{value.Trim()}\"");
            if (name.Equals("style", StringComparison.OrdinalIgnoreCase))
                return FaultInStyle(value);
            // What is drawn with may be named within the drawing, plainly.
            var isLeading = SvgNames.Leading.Contains(name);
            // A pattern that is drawn with patterns, or a mask with masks, multiplies.
            if (_drawnWith > 0 && value.Contains("url(", StringComparison.OrdinalIgnoreCase))
                return Forbidden($"{reader.Name}=\"{value.Trim()}\"");
            return LeadsAway(value) || (isLeading && (value.Contains('\\') || CallsElsewhere(value))) ? Forbidden($"{reader.Name}=\"{value.Trim()}\"") : null;
        }

        private static bool IsPng(string value)
        {
            if (!value.StartsWith(PngInside, StringComparison.Ordinal))
                return false;
            var bytes = new byte[value.Length];
            return Convert.TryFromBase64String(value[PngInside.Length..], bytes, out var length) && Picture.FaultInPng(bytes.AsMemory(0, length)) is null;
        }

        private static bool LeadsAway(string value)
        {
            for (var at = value.IndexOf("url(", StringComparison.OrdinalIgnoreCase); at >= 0; at = value.IndexOf("url(", at + 4, StringComparison.OrdinalIgnoreCase))
            {
                if (!value.AsSpan(at + 4).TrimStart(" \t\r\n'\"").StartsWith("#"))
                    return true;
            }
            return false;
        }

        private static bool CallsElsewhere(string value) =>
            value.Contains("image-set", StringComparison.OrdinalIgnoreCase) || value.Contains("src(", StringComparison.OrdinalIgnoreCase);

        // An escape can spell every name of another way; rules with an @ load, or move.
        private static PictureFault? FaultInStyle(string css) =>
            ((string[])["url(", "@", "\\", "image-set", "src(", "expression", "-moz-binding", "behavior", "animation", "javascript:"])
                .FirstOrDefault(word => css.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } found ? Forbidden($"style: {found}") : null;
    }
}
