using Credentials.Achievements;
using Credentials.Keys;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>The micro-credentials that the centres of this installation award, for employers to ask for.</summary>
public interface IPublishedAchievements
{
    /// <summary>Ordered by centre; null where the list cannot be had now.</summary>
    ValueTask<IReadOnlyList<PublishedAchievement>?> ListAsync(CancellationToken cancel);
}

/// <param name="Id"><c>slug/id</c>.</param>
/// <param name="Centre">The centre's name.</param>
/// <param name="IssuerAddress">The <c>iss</c> of its SD-JWT VCs.</param>
/// <param name="Title">Of the newest version.</param>
/// <param name="Titles">In every language and of every version.</param>
/// <param name="UrlPrefix">With which the address of each version begins.</param>
public sealed record PublishedAchievement(
    string Id, string Centre, Did Issuer, string IssuerAddress, LanguageMap Title, IReadOnlyList<string> Titles, string UrlPrefix);
