using System.Text.RegularExpressions;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>The id of a new achievement, which stands in addresses and class lists and never changes.</summary>
internal static partial class AchievementId
{
    public const int Longest = 64;

    /// <summary>The word of an address of ours, which therefore names no achievement.</summary>
    public const string Taken = "new";

    /// <summary>An id in the words of a title: letters without accents, figures and hyphens; null for a title without any.</summary>
    public static string? Of(string title)
    {
        var words = NotInIds().Replace(WordSearch.Fold(title), "-").Trim('-');
        return words.Length == 0 ? null : words[..Math.Min(words.Length, Longest - 4)].TrimEnd('-');
    }

    [GeneratedRegex("[^a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex NotInIds();
}
