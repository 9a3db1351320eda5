using System.Globalization;
using Credentials.Frameworks;
using Credentials.Issuing;

namespace Credentials.App.CommandLine;

/// <summary>
/// Levels as an operator writes them: <c>2-5</c> or <c>2,4</c> for VKS and EQF alike, or with frameworks named, <c>vks:2-5,eqf:2-5</c>.
/// A framework's name holds for the numbers after it, up to the next name.
/// </summary>
internal static class LevelList
{
    private static readonly string[] Both = ["vks", "eqf"];

    public static Result<IReadOnlyList<AwardingRight>> Parse(string text)
    {
        var levels = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        string[] frameworks = Both;
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = part.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
                frameworks = [part[..colon].Trim().ToLowerInvariant()];
            if (!TryParseRange(part[(colon + 1)..], out var first, out var last))
                return Wrong($"'{part}' is no level or range of levels");
            foreach (var framework in frameworks)
            {
                for (var level = first; level <= last; level++)
                {
                    if (!QualificationsFramework.TryFindLevel(framework, level, out _))
                        return Wrong($"there is no level {level} in framework '{framework}'");
                    if (!levels.TryGetValue(framework, out var known))
                        levels[framework] = known = [];
                    known.Add(level);
                }
            }
        }

        return levels.Count == 0
            ? Wrong("no level is named")
            : levels.Select(entry => new AwardingRight(entry.Key, [.. entry.Value])).ToArray();
    }

    private static bool TryParseRange(string text, out int first, out int last)
    {
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        last = 0;
        return int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && ends.Length <= 2
            && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out last)
            && first is >= 0 and <= 99 && last is >= 0 and <= 99 && first <= last;
    }

    private static Problem Wrong(string detail) => new(ProblemCode.InvalidInput, $"--levels: {detail}");
}
