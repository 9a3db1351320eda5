using System.Globalization;
using System.Security;
using System.Text;

namespace Credentials.Badges;

/// <summary>
/// The picture of an achievement: its title, the centre that awards it and its level. A drawing that stands alone, without script, link or font of its
/// own; a square that can be read from 64 to 400 pixels and beyond.
/// </summary>
public static class BadgeImage
{
    /// <summary>Width and height, in the drawing's own units.</summary>
    public const int Side = 400;

    private const int Steps = 8;
    private const double TextWidth = 320;
    private const string Brand = "#14467c";
    private const string Soft = "#4c5969";
    private const string Faint = "#d3dae3";

    // Over the title lies the band with the level, below it the centre.
    private const double TitleTop = 136;
    private const double TitleHeight = 168;

    /// <summary>The drawing as SVG.</summary>
    /// <param name="title">Of the achievement, in any length.</param>
    /// <param name="awarder">Name of the centre; null where none is known.</param>
    /// <param name="levels">Framework and number, the most telling first; at most two are shown.</param>
    /// <param name="language">In which the title is: a BCP 47 tag; null where it is not known.</param>
    public static string Draw(string title, string? awarder, IReadOnlyList<(string Framework, int Level)> levels, string? language)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(levels);
        var shown = levels.Take(2).Select(level => $"{level.Framework.ToUpperInvariant()} {level.Level}").ToList();
        var said = string.Join(", ", new[] { title, awarder }.Concat(shown).Where(part => !string.IsNullOrEmpty(part)));
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Side} {Side}" width="{Side}" height="{Side}" role="img" """);
        if (language is not null)
            svg.Append(CultureInfo.InvariantCulture, $"lang=\"{Escape(language)}\" ");
        svg.Append("font-family=\"'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', Arial, sans-serif\" text-anchor=\"middle\">");
        svg.Append(CultureInfo.InvariantCulture, $"<title>{Escape(said)}</title>");
        // Paper with a frame, so that it stands on any ground.
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="6" y="6" width="388" height="388" rx="38" fill="#fff" stroke="{Brand}" stroke-width="12"/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<path d="M6 116V44A38 38 0 0 1 44 6h312a38 38 0 0 1 38 38v72z" fill="{Brand}"/>""");
        AppendLevels(svg, shown);
        AppendTitle(svg, title);
        AppendScale(svg, levels.Count == 0 ? 0 : levels[0].Level);
        if (!string.IsNullOrEmpty(awarder))
            AppendAwarder(svg, awarder);
        return svg.Append("</svg>").ToString();
    }

    private static void AppendLevels(StringBuilder svg, List<string> levels)
    {
        // Where no level is known the shield of the service stands in its place.
        if (levels.Count == 0)
        {
            svg.Append("""<path d="M200 26 236 40v26c0 22-15 36-36 44-21-8-36-22-36-44V40z" fill="#fff"/>""");
            svg.Append(CultureInfo.InvariantCulture, $"""<path d="m183 67 12 12 23-25" fill="none" stroke="{Brand}" stroke-width="8" stroke-linecap="round" stroke-linejoin="round"/>""");
            return;
        }
        AppendText(svg, levels[0], levels.Count == 1 ? 200 : 124, 86, levels.Count == 1 ? 62 : 56, "#fff", bold: true);
        if (levels.Count == 2)
        {
            svg.Append("""<path d="M244 40v50" stroke="#9cc5f5" stroke-width="3"/>""");
            AppendText(svg, levels[1], 310, 80, 34, "#dbe9f8", bold: false);
        }
    }

    private static void AppendTitle(StringBuilder svg, string title)
    {
        var fitted = FittedText.Fit(title, TextWidth, TitleHeight, largest: 46, smallest: 20);
        var lineHeight = fitted.Size * FittedText.LineHeight;
        // The middle of the lines lies in the middle of their place; letters stand on a line three quarters down.
        var baseline = TitleTop + ((TitleHeight - (fitted.Lines.Count * lineHeight)) / 2) + (lineHeight / 2) + (fitted.Size * 0.35);
        foreach (var line in fitted.Lines)
        {
            AppendText(svg, line, 200, baseline, fitted.Size, "#18222e", bold: true);
            baseline += lineHeight;
        }
    }

    // The level among the eight of its framework.
    private static void AppendScale(StringBuilder svg, int level)
    {
        if (level is < 1 or > Steps)
            return;
        for (var step = 0; step < Steps; step++)
            svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{72 + (step * 32.5):0.#}" y="314" width="28" height="9" rx="2" fill="{(step < level ? Brand : Faint)}"/>""");
    }

    private static void AppendAwarder(StringBuilder svg, string awarder)
    {
        var fitted = FittedText.Fit(awarder, TextWidth - 10, 44, largest: 24, smallest: 15);
        var lineHeight = fitted.Size * FittedText.LineHeight;
        var baseline = 354 - (fitted.Lines.Count * lineHeight / 2) + (lineHeight / 2) + (fitted.Size * 0.35);
        foreach (var line in fitted.Lines)
        {
            AppendText(svg, line, 200, baseline, fitted.Size, Soft, bold: false);
            baseline += lineHeight;
        }
    }

    private static void AppendText(StringBuilder svg, string text, double x, double y, double size, string colour, bool bold) =>
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{x:0.#}" y="{y:0.#}" font-size="{size:0.#}"{(bold ? " font-weight=\"700\"" : "")} fill="{colour}">{Escape(text)}</text>""");

    // What XML has no place for is left out; the rest is text, whatever it looks like.
    private static string Escape(string text) => SecurityElement.Escape(string.Concat(text.EnumerateRunes().Where(IsXml).Select(rune => rune.ToString())));

    private static bool IsXml(Rune rune) => rune.Value > 0xffff || System.Xml.XmlConvert.IsXmlChar((char)rune.Value);
}
