using Credentials.Keys;
using Credentials.Presentations;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>What is asked, on its way into what is kept and back.</summary>
internal static class KeptAsks
{
    public static KeptAsk Of(PresentationAsk ask) => new(
        ask.Achievement is { } asked ? new(asked.Id, asked.IssuerAddress, asked.IssuerDid.Value, [.. asked.Titles], asked.UrlPrefix) : null,
        ask.MinimumLevel,
        [.. ask.Claims.Select(claim => claim.Id)]);

    public static PresentationAsk Read(KeptAsk kept) => new(
        kept.Achievement is { } asked
            ? new(asked.Id, asked.IssuerAddress, Did.TryParse(asked.IssuerDid, out var did) ? did : default!, asked.Titles, asked.UrlPrefix)
            : null,
        kept.MinimumLevel,
        [.. kept.Claims.Select(id => AskedClaim.TryFind(id, out var claim) ? claim : throw new InvalidDataException($"an unknown claim {id} was asked for"))]);

    public static AskedAchievement AskFor(PublishedAchievement achievement) =>
        new(achievement.Id, achievement.IssuerAddress, achievement.Issuer, achievement.Titles, achievement.UrlPrefix);
}
