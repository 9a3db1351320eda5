using Credentials.EvidenceStore.Recording;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>The form as it is shown.</summary>
/// <param name="Draft">What is typed.</param>
/// <param name="Existing">What is changed; null for a new achievement.</param>
/// <param name="Copied">The id of what a new one is copied from; empty for none.</param>
/// <param name="Seen">Which content of the existing one this form began with.</param>
/// <param name="Levels">What can be chosen.</param>
/// <param name="Path">Where it is sent.</param>
public sealed record EditView(
    AchievementDraft Draft, DefinedAchievement? Existing, string Copied, string Seen, IReadOnlyList<LevelChoice> Levels, string Path)
{
    /// <summary>Whether somebody else changed it since this form was opened.</summary>
    public bool IsChangedMeanwhile { get; init; }
}
