namespace Credentials.Services.Tests.Apps;

/// <summary>Achievements that tests define beside those of the demo.</summary>
public static class SampleAchievements
{
    /// <summary>With a scale of marks out of twenty, at the given VKS level.</summary>
    public static object Marked(string id, int level) => new
    {
        id,
        title = Text("Proefmodule", "Sample module"),
        description = Text("Een module om mee te testen.", "A module to test with."),
        levels = new[] { new { framework = "vks", level, verifiedBy = "Testcommissie" } },
        learningOutcomes = new[] { new { title = Text("Kan een proef afleggen.", "Can take a test.") } },
        workload = new { hours = 40 },
        assessment = new { type = Text("Schriftelijke proef", "Written test"), scale = new { minimum = 0, maximum = 20, pass = 10, required = false } },
        participation = "on-site",
        qualityAssurance = new { type = Text("Onderwijsinspectie", "Inspectorate of education") },
    };

    private static object Text(string nl, string en) => new { nl, en };
}
