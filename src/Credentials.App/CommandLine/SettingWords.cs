using System.CommandLine;
using Credentials.App.Conformance;

namespace Credentials.App.CommandLine;

/// <summary>
/// The words of a command line that are settings: <c>--Name=value</c> anywhere and on every command, <c>--Name value</c> where the service is run and no
/// argument can be meant.
/// </summary>
internal static class SettingWords
{
    // Naming them keeps a mistyped option from being taken for a setting that nobody reads.
    private static readonly HashSet<string> Sections = new(StringComparer.OrdinalIgnoreCase)
    {
        nameof(AppOptions.Roles), nameof(AppOptions.PublicUrl), ConformanceProfile.Key, "EvidenceStore", "Storage", "IssuerService", "SignIn", "PublicVerifier", "Fetching",
        "LinkedData", "RateLimits", "Printing", "Led", "Mail", "Logging", "Kestrel", "AllowedHosts", "environment", "contentRoot", "applicationName",
    };

    /// <summary>The words with each <c>--Name=value</c> behind the option that takes it, so that no command takes it for an argument of its own.</summary>
    public static IReadOnlyList<string> Mark(IReadOnlyList<string> words)
    {
        var marked = new List<string>(words.Count);
        foreach (var word in words)
        {
            if (word.StartsWith("--", StringComparison.Ordinal) && word.Contains('=', StringComparison.Ordinal) && IsSetting(word))
                marked.AddRange([SharedOptions.Setting.Name, word[2..]]);
            else
                marked.Add(word);
        }

        return marked;
    }

    /// <summary>Every setting that was given, as <c>--Name=value</c>.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed) =>
        [.. (parsed.GetValue(SharedOptions.Setting) ?? []).Select(setting => "--" + setting), .. parsed.UnmatchedTokens];

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
            if (!IsSetting(words[i]))
                return words[i];
            if (!words[i].Contains('=', StringComparison.Ordinal) && ++i == words.Count)
                return words[^1];
        }

        return null;
    }

    private static bool IsSetting(string word) => Sections.Contains(word[2..].Split('=')[0].Split(':')[0]);
}
