using Credentials.Achievements;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.IssuerService.Awarding;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary>One credential as its centre's staff see it.</summary>
/// <param name="Achievement">The version that was awarded.</param>
/// <param name="Names">Of the staff whom the history names.</param>
/// <param name="ShareLink">What its QR code opens; null once the learner was erased.</param>
public sealed record CredentialDetails(AwardView Award, Achievement Achievement, IReadOnlyDictionary<string, string> Names, string? ShareLink)
{
    public Guid Id => Award.Document.Id;

    public string Path => $"{CredentialListEndpoint.Path}/{Id}";

    public string? LearnerName => Award.Request?.Learner is { } learner ? $"{learner.GivenName} {learner.FamilyName}" : null;

    public IEnumerable<CredentialChange> Changes => CredentialChange.Of(Award.Document.Status, Achievement.Suspendable);

    /// <summary>Null where the centre has no such credential.</summary>
    internal static async Task<CredentialDetails?> FindAsync(
        string centre, Guid id, ConsultAwards awards, AchievementVersions achievements, StaffMembers members, AwardLinks links, CancellationToken cancel)
    {
        if (!(await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out _))
            return null;
        var document = award.Document;
        return await achievements.FindAsync(centre, document.AchievementId, document.AchievementVersion, cancel) is { } version
            ? new(award, version.Achievement, await members.NamesAsync(centre, cancel), award.Request is null ? null : links.Share(document))
            : null;
    }
}
