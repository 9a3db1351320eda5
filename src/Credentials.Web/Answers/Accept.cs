using Microsoft.Net.Http.Headers;

namespace Credentials.Web.Answers;

/// <summary>Content negotiation by <c>Accept</c> (RFC 9110 section 12.5.1).</summary>
public static class Accept
{
    /// <summary>
    /// The offer that the caller likes best: the highest quality, then the order offered. The most specific range that matches an offer decides its
    /// quality; quality 0 rules it out. No header accepts everything. Null when nothing offered will do, or the header cannot be read.
    /// </summary>
    public static string? Choose(IList<string> accept, params ReadOnlySpan<string> offers)
    {
        if (accept.Count == 0 || accept.All(string.IsNullOrWhiteSpace))
            return offers[0];
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return null;
        string? best = null;
        var bestQuality = 0d;
        foreach (var offer in offers)
        {
            var quality = QualityOf(MediaTypeHeaderValue.Parse(offer), ranges);
            if (quality > bestQuality)
                (best, bestQuality) = (offer, quality);
        }

        return best;
    }

    private static double QualityOf(MediaTypeHeaderValue offer, IList<MediaTypeHeaderValue> ranges)
    {
        var (quality, specificity) = (0d, -1);
        foreach (var range in ranges)
        {
            var closeness = range.MatchesAllTypes ? 0 : range.MatchesAllSubTypes ? 1 : 2;
            var matches = closeness == 0
                || (range.Type.Equals(offer.Type, StringComparison.OrdinalIgnoreCase)
                    && (closeness == 1 || range.SubType.Equals(offer.SubType, StringComparison.OrdinalIgnoreCase)));
            if (matches && closeness > specificity)
                (quality, specificity) = (range.Quality ?? 1, closeness);
        }

        return quality;
    }
}
