using System.CommandLine;

namespace Credentials.App.CommandLine;

/// <summary>The words of a command line that are settings, <c>--Name=value</c> or <c>--Name value</c>: the service takes them, commands do not.</summary>
internal static class SettingWords
{
    // Naming them keeps a mistyped option from being taken for a setting that nobody reads.
    private static readonly HashSet<string> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(AppOptions.Roles), nameof(AppOptions.PublicUrl), "EvidenceStore", "Storage", "IssuerService", "PublicVerifier", "Fetching", "RateLimits",
        "Logging", "Kestrel", "AllowedHosts", "environment", "contentRoot", "applicationName",
    };

    /// <summary>The first word that is neither part of a command nor a setting, or null.</summary>
    public static string? FindUnknown(ParseResult parsed)
    {
        var words = parsed.UnmatchedTokens;
        if (!ServeCommand.Serves(parsed.CommandResult.Command))
            return words.Count > 0 ? words[0] : null;
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
                return words[i];
            var name = words[i][2..].Split('=')[0];
            if (!Sections.Contains(name.Split(':')[0]))
                return words[i];
            if (!words[i].Contains('=', StringComparison.Ordinal) && ++i == words.Count)
                return words[^1];
        }

        return null;
    }
}
