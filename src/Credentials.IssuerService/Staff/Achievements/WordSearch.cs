using System.Globalization;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>Finds terms by the words that somebody typed: whatever their case and accents, and however few of their letters.</summary>
internal static class WordSearch
{
    /// <summary>The terms that hold every word in one of their labels, best first: those that begin with what was typed, then the shortest.</summary>
    public static IReadOnlyList<T> Find<T>(IEnumerable<T> terms, Func<T, IEnumerable<string>> labels, string typed, int most)
    {
        var whole = Fold(typed.Trim());
        var words = whole.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return [];
        var found = new List<(T Term, bool Begins, int Length)>();
        foreach (var term in terms)
        {
            foreach (var label in labels(term).Select(Fold))
            {
                if (!words.All(word => label.Contains(word, StringComparison.Ordinal)))
                    continue;
                found.Add((term, label.StartsWith(whole, StringComparison.Ordinal), label.Length));
                break;
            }
        }
        return [.. found.OrderByDescending(hit => hit.Begins).ThenBy(hit => hit.Length).Take(most).Select(hit => hit.Term)];
    }

    /// <summary>Lower case, without accents.</summary>
    public static string Fold(string text)
    {
        // Normalising what is no text throws.
        if (text.Any(char.IsSurrogate) || text.Contains('\uFFFE', StringComparison.Ordinal))
            return text.ToLowerInvariant();
        return string.Concat(text.Normalize(System.Text.NormalizationForm.FormD)
            .Where(unit => CharUnicodeInfo.GetUnicodeCategory(unit) != UnicodeCategory.NonSpacingMark)).ToLowerInvariant();
    }
}
