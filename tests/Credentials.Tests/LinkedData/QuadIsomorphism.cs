using Credentials.LinkedData;

namespace Credentials.Tests.LinkedData;

/// <summary>Whether two small datasets are the same but for the labels of their blank nodes (RDF 1.1 Concepts section 4.1).</summary>
internal static class QuadIsomorphism
{
    public static bool AreSame(IEnumerable<RdfQuad> expected, IEnumerable<RdfQuad> actual)
    {
        var one = expected.ToHashSet();
        var other = actual.ToHashSet();
        if (one.Count != other.Count || actual.Count() != other.Count)
            return false;
        var colors = Colors(one);
        var otherColors = Colors(other);
        return colors.Values.Order(StringComparer.Ordinal).SequenceEqual(otherColors.Values.Order(StringComparer.Ordinal))
            && Match([.. colors.Keys], 0, colors, otherColors, [], one, other);
    }

    private static bool Match(
        List<string> nodes, int at, Dictionary<string, string> colors, Dictionary<string, string> otherColors, Dictionary<string, string> names,
        HashSet<RdfQuad> one, HashSet<RdfQuad> other)
    {
        if (at == nodes.Count)
            return one.All(quad => other.Contains(Renamed(quad, names)));
        foreach (var (candidate, _) in otherColors.Where(entry => entry.Value == colors[nodes[at]] && !names.ContainsValue(entry.Key)))
        {
            names[nodes[at]] = candidate;
            if (Match(nodes, at + 1, colors, otherColors, names, one, other))
                return true;
            names.Remove(nodes[at]);
        }
        return false;
    }

    private static RdfQuad Renamed(RdfQuad quad, Dictionary<string, string> names) =>
        new(Renamed(quad.Subject, names), quad.Predicate, Renamed(quad.Object, names), Renamed(quad.Graph, names));

    private static RdfTerm Renamed(RdfTerm term, Dictionary<string, string> names) =>
        term.Kind == RdfTermKind.BlankNode ? RdfTerm.BlankNode(names[term.Value]) : term;

    /// <summary>Each blank node's surroundings, three steps far, as text.</summary>
    private static Dictionary<string, string> Colors(HashSet<RdfQuad> quads)
    {
        var colors = quads.SelectMany(quad => new[] { quad.Subject, quad.Object, quad.Graph })
            .Where(term => term.Kind == RdfTermKind.BlankNode).Select(term => term.Value).Distinct().ToDictionary(label => label, _ => "");
        for (int step = 0; step < 3; step++)
        {
            var known = colors;
            colors = known.ToDictionary(entry => entry.Key, entry => Hash(string.Join('\n', quads
                .Where(quad => Is(quad.Subject, entry.Key) || Is(quad.Object, entry.Key) || Is(quad.Graph, entry.Key))
                .Select(quad => $"{Look(quad.Subject, entry.Key, known)} {Look(quad.Predicate, entry.Key, known)} {Look(quad.Object, entry.Key, known)} {Look(quad.Graph, entry.Key, known)}")
                .Order(StringComparer.Ordinal))));
        }
        return colors;
    }

    private static string Hash(string text) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    private static bool Is(RdfTerm term, string label) => term.Kind == RdfTermKind.BlankNode && term.Value == label;

    private static string Look(RdfTerm term, string self, Dictionary<string, string> colors) =>
        term.Kind != RdfTermKind.BlankNode ? term.ToString() : term.Value == self ? "self" : $"other {colors[term.Value]}";
}
