using Credentials.Achievements;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary>A page of credentials.</summary>
/// <param name="Achievements">To choose from, and to name what was awarded.</param>
public sealed record CredentialListView(CredentialFilter Filter, Page<AwardView> Credentials, IReadOnlyList<AchievementVersion> Achievements);
