using Credentials.Achievements;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.WalletProfiles;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Wallets;

/// <summary>In which forms wallets can have an award, by the profile that its centre chose.</summary>
public sealed class WalletForms(AchievementVersions achievements, IOptions<IssuerServiceOptions> options)
{
    /// <summary>The claims of a centre's SD-JWT VCs.</summary>
    public WalletProfile ProfileOf(string centre) =>
        WalletProfile.TryFind(options.Value.WalletProfiles.GetValueOrDefault(centre, WalletProfile.MicroCredential.Id), out var profile)
            ? profile
            : throw new InvalidOperationException($"no such wallet profile for centre {centre}");

    /// <summary>Why no wallet can have the award in that form (<see cref="ProblemCode.WrongState"/>), as far as the award decides it; null where nothing is in the way.</summary>
    public async ValueTask<Problem?> FindObstacleAsync(AwardView award, CredentialConfiguration configuration, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        var document = award.Document;
        return await achievements.FindAsync(document.Centre, document.AchievementId, document.AchievementVersion, cancel) is { } version
            ? FindObstacle(ProfileOf(document.Centre), version.Achievement, configuration)
            : new Problem(ProblemCode.NotFound, "There is no such achievement any more.");
    }

    /// <summary>The same of an achievement. Open Badges are what was awarded, so that every award can be one.</summary>
    internal static Problem? FindObstacle(WalletProfile profile, Achievement achievement, CredentialConfiguration configuration) =>
        configuration == CredentialConfiguration.SdJwt && profile.LackingIn(achievement) is { } lacking
            ? new Problem(
                ProblemCode.WrongState,
                $"{lacking.Detail} Offer it as {CredentialConfiguration.Jwt.Format} or {CredentialConfiguration.DataIntegrity.Format}.")
            : null;
}
