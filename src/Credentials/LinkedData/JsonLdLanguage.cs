namespace Credentials.LinkedData;

/// <summary>Language tags (BCP 47 section 2.2.9: well-formed).</summary>
internal static class JsonLdLanguage
{
    private const int LongestSubtag = 8;

    /// <summary>Whether it has the shape that N-Quads asks for: letters, then subtags of letters and digits.</summary>
    public static bool IsWellFormed(string tag)
    {
        bool first = true;
        foreach (var range in tag.AsSpan().Split('-'))
        {
            var subtag = tag.AsSpan(range);
            if (subtag.Length is 0 or > LongestSubtag)
                return false;
            foreach (char c in subtag)
            {
                if (!(first ? char.IsAsciiLetter(c) : char.IsAsciiLetterOrDigit(c)))
                    return false;
            }
            first = false;
        }
        return true;
    }
}
