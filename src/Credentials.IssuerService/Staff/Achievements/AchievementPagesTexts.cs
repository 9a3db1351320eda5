namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>The texts of the pages that list and show achievements.</summary>
public sealed class AchievementPagesTexts;
