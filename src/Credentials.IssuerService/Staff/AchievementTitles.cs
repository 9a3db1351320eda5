using Credentials.Achievements;

namespace Credentials.IssuerService.Staff;

/// <summary>Names what was awarded among the achievements at hand.</summary>
internal static class AchievementTitles
{
    /// <summary>The title in the reader's language; the id of what is described no more.</summary>
    public static string TitleOf(this IReadOnlyList<AchievementVersion> achievements, string id, string language) =>
        achievements.FirstOrDefault(version => version.Achievement.Id == id)?.Achievement.Title.In(language) ?? id;
}
