using Credentials.Achievements;

namespace Credentials.IssuerService.Publishing;

/// <summary>Where a version of an achievement is published; <c>achievement.id</c> of its credentials.</summary>
internal static class AchievementAddress
{
    public const string Pattern = "/achievements/{slug}/{id}/{version:int}";

    public static string PathOf(AchievementVersion version) => $"/achievements/{version.Centre}/{version.Achievement.Id}/{version.Version}";
}
