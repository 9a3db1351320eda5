namespace Credentials.Tests.Issuing;

/// <summary>A fact that reads the Open Badges schema; skipped, saying so, where it is absent.</summary>
public sealed class OpenBadgesFactAttribute : FactAttribute
{
    public OpenBadgesFactAttribute()
    {
        if (SchemaPath is null)
        {
            Skip = "the Open Badges schema is not there: expected the folder ../shared/data/openbadges beside the repository";
        }
    }

    public static string? SchemaPath { get; } = RepositoryFiles.FindShared("openbadges", "ob_v3p0_achievementcredential_schema.json");
}
