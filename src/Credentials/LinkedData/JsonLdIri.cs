using System.Buffers;

namespace Credentials.LinkedData;

/// <summary>IRIs as JSON-LD needs them: telling absolute from relative, and resolving by RFC 3986 section 5 without normalising anything else.</summary>
internal static class JsonLdIri
{
    /// <summary>What IRIREF of N-Triples cannot hold (RDF 1.1 N-Triples section 7).</summary>
    private static readonly SearchValues<char> Forbidden =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(c => (char)c), '<', '>', '"', '{', '}', '|', '^', '`', '\\']);

    public static bool IsBlankNode(string value) => value.StartsWith("_:", StringComparison.Ordinal);

    /// <summary>Whether it begins with a scheme (RFC 3986 section 3.1).</summary>
    public static bool IsAbsolute(string value) => LengthOfScheme(value) > 0;

    /// <summary>Absolute, and without a character that no IRI holds.</summary>
    public static bool IsWellFormed(string value) => IsAbsolute(value) && !value.AsSpan().ContainsAny(Forbidden);

    /// <summary>As <see cref="IsAbsolute"/>, or a blank node identifier.</summary>
    public static bool IsIriOrBlankNode(string value) => IsBlankNode(value) || IsAbsolute(value);

    /// <summary>Characters before the colon that ends the scheme; 0 where there is none.</summary>
    private static int LengthOfScheme(ReadOnlySpan<char> value)
    {
        if (value.Length == 0 || !char.IsAsciiLetter(value[0]))
            return 0;
        for (int i = 1; i < value.Length; i++)
        {
            if (value[i] == ':')
                return i;
            if (!char.IsAsciiLetterOrDigit(value[i]) && value[i] is not ('+' or '-' or '.'))
                return 0;
        }
        return 0;
    }

    /// <summary>The reference resolved against the base (RFC 3986 section 5.2); the reference itself where there is no base.</summary>
    public static string Resolve(string? baseIri, string reference)
    {
        if (baseIri is null || !IsAbsolute(baseIri) || IsAbsolute(reference))
            return reference;
        var whole = Parts.Of(baseIri);
        var relative = Parts.Of(reference);
        string path, query, authority = whole.Authority;
        if (relative.Authority.Length > 0)
        {
            (authority, path, query) = (relative.Authority, WithoutDots(relative.Path), relative.Query);
        }
        else if (relative.Path.Length == 0)
        {
            (path, query) = (whole.Path, relative.Query.Length > 0 ? relative.Query : whole.Query);
        }
        else
        {
            query = relative.Query;
            path = relative.Path[0] == '/' ? relative.Path
                : whole.Authority.Length > 0 && whole.Path.Length == 0 ? "/" + relative.Path
                : whole.Path[..(whole.Path.LastIndexOf('/') + 1)] + relative.Path;
            path = WithoutDots(path);
        }
        return $"{whole.Scheme}:{authority}{path}{query}{relative.Fragment}";
    }

    /// <summary>RFC 3986 section 5.2.4.</summary>
    private static string WithoutDots(string path)
    {
        if (!path.Contains("./", StringComparison.Ordinal) && !path.EndsWith('.'))
            return path;
        bool rooted = path[0] == '/';
        string[] segments = path.Split('/');
        var kept = new List<string>(segments.Length);
        for (int i = rooted ? 1 : 0; i < segments.Length; i++)
        {
            bool last = i == segments.Length - 1;
            if (segments[i] is "." or "..")
            {
                if (segments[i] == ".." && kept.Count > 0)
                    kept.RemoveAt(kept.Count - 1);
                if (last)
                    kept.Add("");
                continue;
            }
            kept.Add(segments[i]);
        }
        return (rooted ? "/" : "") + string.Join('/', kept);
    }

    /// <summary>The five components of RFC 3986 appendix B, each with the delimiter that announces it.</summary>
    private readonly record struct Parts(string Scheme, string Authority, string Path, string Query, string Fragment)
    {
        public static Parts Of(string iri)
        {
            int length = LengthOfScheme(iri);
            string rest = length > 0 ? iri[(length + 1)..] : iri;
            int hash = rest.IndexOf('#', StringComparison.Ordinal);
            string fragment = hash < 0 ? "" : rest[hash..];
            rest = hash < 0 ? rest : rest[..hash];
            int mark = rest.IndexOf('?', StringComparison.Ordinal);
            string query = mark < 0 ? "" : rest[mark..];
            rest = mark < 0 ? rest : rest[..mark];
            string authority = "";
            if (rest.StartsWith("//", StringComparison.Ordinal))
            {
                int slash = rest.IndexOf('/', 2);
                (authority, rest) = slash < 0 ? (rest, "") : (rest[..slash], rest[slash..]);
            }
            return new Parts(iri[..length], authority, rest, query, fragment);
        }
    }
}
