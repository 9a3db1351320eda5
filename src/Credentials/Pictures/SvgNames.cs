using System.Collections.Frozen;

namespace Credentials.Pictures;

/// <summary>What may stand in a drawing that strangers made: elements that draw, and what programs for drawing note down beside them.</summary>
internal static class SvgNames
{
    public const string Svg = "http://www.w3.org/2000/svg";
    public const string Xml = "http://www.w3.org/XML/1998/namespace";
    public const string Declarations = "http://www.w3.org/2000/xmlns/";

    private static readonly string[] Editors =
    [
        "http://www.inkscape.org/namespaces/inkscape", "http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd", "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/",
        "http://www.bohemiancoding.com/sketch/ns", "http://www.serif.com/",
    ];

    /// <summary>Attributes whose value may lead to something else (SVG 1.1 appendix F.1: the functional reference).</summary>
    public static FrozenSet<string> Leading { get; } = FrozenSet.ToFrozenSet(
        ["fill", "stroke", "filter", "clip-path", "mask", "marker", "marker-start", "marker-mid", "marker-end", "cursor", "color-profile"]);

    private static FrozenSet<string> Drawing { get; } = FrozenSet.ToFrozenSet(
    [
        "svg", "g", "defs", "symbol", "use", "image", "a", "switch", "view", "title", "desc", "metadata", "style",
        "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "textPath",
        "linearGradient", "radialGradient", "stop", "pattern", "clipPath", "mask", "marker", "filter",
        "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
        "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset",
        "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    ]);

    public static bool MayStand(string ns, string name) => ns == Svg ? Drawing.Contains(name) : Editors.Contains(ns);
}
