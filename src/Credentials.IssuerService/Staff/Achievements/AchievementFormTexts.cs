namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>The texts of the form that describes an achievement.</summary>
public sealed class AchievementFormTexts;
