using System.Globalization;
using System.Text.RegularExpressions;

namespace Credentials.Services.Tests.Web;

/// <summary>WCAG 2.2, 1.4.3 and 1.4.11, computed from the colours that the style sheet names, in both schemes.</summary>
public sealed partial class ContrastTests
{
    private static readonly string Sheet = File.ReadAllText(Path.Combine(Repository.Root, "src", "Credentials.Web", "Assets", "site.css"));

    private static readonly Dictionary<string, string> Light = Tokens(Sheet.IndexOf(":root", StringComparison.Ordinal));

    private static readonly Dictionary<string, string> Dark =
        Light.Concat(Tokens(Sheet.IndexOf("prefers-color-scheme: dark", StringComparison.Ordinal))).GroupBy(token => token.Key).ToDictionary(token => token.Key, token => token.Last().Value);

    public static TheoryData<string, string, double> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, string, double>();
            void Add(double least, string[] fronts, string[] backs)
            {
                foreach (var front in fronts)
                    foreach (var back in backs) pairs.Add(front, back, least);
            }

            Add(4.5, ["ink", "soft", "link", "hover", "brand", "valid-mark", "invalid-mark", "undetermined-mark"], ["ground", "paper"]);
            Add(4.5, ["ink", "link"], ["neutral-tint", "valid-tint", "invalid-tint", "undetermined-tint"]);
            Add(4.5, ["#ffffff"], ["valid", "invalid", "undetermined", "neutral"]);
            Add(4.5, ["paper"], ["brand", "hover"]);
            Add(3, ["field"], ["ground", "paper"]);
            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Text_and_edges_stand_out_by_day_and_by_night(string front, string back, double least)
    {
        Assert.InRange(Contrast(Colour(front, Light), Colour(back, Light)), least, 21);
        Assert.InRange(Contrast(Colour(front, Dark), Colour(back, Dark)), least, 21);
    }

    [Fact]
    public void The_focus_ring_stands_out_wherever_it_lies() =>
        // Two colours side by side: one of them always does.
        Assert.All(
            from scheme in new[] { Light, Dark } from name in new[] { "ground", "paper", "brand", "valid", "invalid", "undetermined" } select Colour(name, scheme),
            back => Assert.InRange(Math.Max(Contrast(Colour("focus", Light), back), Contrast(Colour("#10151c", Light), back)), 3, 21));

    [Fact]
    public void Every_colour_that_a_rule_names_is_a_token()
    {
        var named = Named().Matches(Sheet).Select(match => match.Groups[1].Value).Distinct();
        Assert.Empty(named.Except(Light.Keys).Except(["tone", "tint", "mark", "text", "title"]));
    }

    [Fact]
    public void The_contrast_is_computed_as_wcag_says()
    {
        Assert.Equal(21, Contrast(Colour("#000000", Light), Colour("#ffffff", Light)), 6);
        Assert.Equal(4.54, Contrast(Colour("#767676", Light), Colour("#ffffff", Light)), 2);
    }

    private static Dictionary<string, string> Tokens(int from) =>
        Token().Matches(Sheet[from..(Sheet.IndexOf('}', from) + 1)]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static double[] Colour(string name, Dictionary<string, string> scheme)
    {
        var hex = (name[0] == '#' ? name : scheme[name])[1..];
        if (hex.Length == 3) hex = string.Concat(hex.Select(digit => $"{digit}{digit}"));
        return [.. Enumerable.Range(0, 3).Select(place => int.Parse(hex.AsSpan(place * 2, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d)];
    }

    private static double Contrast(double[] one, double[] other)
    {
        var (first, second) = (Luminance(one), Luminance(other));
        return (Math.Max(first, second) + .05) / (Math.Min(first, second) + .05);
    }

    private static double Luminance(double[] colour)
    {
        var linear = colour.Select(part => part <= .04045 ? part / 12.92 : Math.Pow((part + .055) / 1.055, 2.4)).ToArray();
        return .2126 * linear[0] + .7152 * linear[1] + .0722 * linear[2];
    }

    [GeneratedRegex(@"--([a-z-]+):\s*(#[0-9a-f]{3,6});")]
    private static partial Regex Token();

    [GeneratedRegex(@"var\(--([a-z-]+)")]
    private static partial Regex Named();
}
