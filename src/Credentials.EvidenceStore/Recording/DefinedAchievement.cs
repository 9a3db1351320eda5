using Credentials.Achievements;

namespace Credentials.EvidenceStore.Recording;

/// <summary>An achievement as its centre defined it.</summary>
/// <param name="Version">The newest version.</param>
/// <param name="IsVersionAwarded">Whether that version was awarded, so that a change makes a further one. Every older version was.</param>
/// <param name="ArchivedAt">Since when it is awarded no more; null while it is.</param>
public sealed record DefinedAchievement(AchievementVersion Version, bool IsVersionAwarded, DateTimeOffset? ArchivedAt)
{
    public Achievement Achievement => Version.Achievement;

    public bool IsArchived => ArchivedAt is not null;

    /// <summary>Whether any version of it was awarded.</summary>
    public bool IsAwarded => IsVersionAwarded || Version.Version > 1;

    /// <summary>The version that the next change becomes.</summary>
    public int NextVersion => IsVersionAwarded ? Version.Version + 1 : Version.Version;
}
