namespace Credentials.IssuerService.Publishing;

/// <summary>The texts of the achievement's public page.</summary>
public sealed class AchievementTexts;
