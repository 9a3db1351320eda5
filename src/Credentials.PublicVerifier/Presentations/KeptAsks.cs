using Credentials.Keys;
using Credentials.Presentations;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>What is asked, on its way into what is kept and back.</summary>
internal static class KeptAsks
{
    public static KeptAsk Of(PresentationAsk ask) => new(
        ask.Achievement is { } asked
            ? new(asked.Id, asked.IssuerAddress, asked.IssuerDid.Value, [.. asked.Titles], [.. asked.SharedTitles], asked.UrlPrefix)
            : null,
        ask.MinimumLevel,
        [.. ask.Claims.Select(claim => claim.Id)]);

    public static PresentationAsk Read(KeptAsk kept) => new(
        kept.Achievement is { } asked
            ? new(asked.Id, asked.IssuerAddress, Did.TryParse(asked.IssuerDid, out var did) ? did : default!, asked.Titles, asked.UrlPrefix) { SharedTitles = asked.SharedTitles }
            : null,
        kept.MinimumLevel,
        [.. kept.Claims.Select(id => AskedClaim.TryFind(id, out var claim) ? claim : throw new InvalidDataException($"an unknown claim {id} was asked for"))]);

    /// <summary>Null where there is none of that id.</summary>
    public static AskedAchievement? AskFor(string id, IReadOnlyList<PublishedAchievement> known)
    {
        if (known.FirstOrDefault(candidate => candidate.Id == id) is not { } found)
            return null;
        var others = known.Where(other => other.Issuer == found.Issuer && other.Id != id).SelectMany(other => other.Titles).ToHashSet(StringComparer.Ordinal);
        return new(found.Id, found.IssuerAddress, found.Issuer, found.Titles, found.UrlPrefix) { SharedTitles = [.. found.Titles.Where(others.Contains)] };
    }
}
