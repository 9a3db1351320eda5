using System.Runtime.InteropServices;
using System.Text.Json;
using Credentials.Frameworks;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>The framework levels that an achievement's <c>alignment</c> names, whatever it calls their kind.</summary>
internal static class CredentialLevels
{
    // By the length of the URI: most alignments are skills, and told apart by that alone.
    private static readonly (byte[] Uri, FrameworkLevel Level)[][] Known = ByLength();

    public static IReadOnlyList<FrameworkLevel> In(JsonElement alignments)
    {
        if (alignments.ValueKind != JsonValueKind.Array)
            return TryRead(alignments, out var only) ? [only] : [];
        List<FrameworkLevel>? levels = null;
        foreach (var alignment in alignments.EnumerateArray())
            if (TryRead(alignment, out var level))
                (levels ??= []).Add(level);
        return levels is null ? [] : levels;
    }

    /// <summary>Whether one is said to be a level and is none that is known here, which reports show all the same.</summary>
    public static bool AnyUnknown(JsonElement alignments)
    {
        foreach (var alignment in JsonReading.Each(alignments))
        {
            if (JsonReading.HasText(JsonReading.MemberOf(alignment, "targetType"u8), "ext:QualificationFrameworkLevel"u8) && !TryRead(alignment, out _))
                return true;
        }

        return false;
    }

    public static bool TryRead(JsonElement alignment, out FrameworkLevel level)
    {
        level = null!;
        if (alignment.ValueKind != JsonValueKind.Object || !alignment.TryGetProperty("targetUrl"u8, out var url) || url.ValueKind != JsonValueKind.String)
            return false;
        var text = JsonMarshal.GetRawUtf8Value(url)[1..^1];
        if (text.Contains((byte)'\\'))
            return QualificationsFramework.TryFindLevelByUri(url.GetString()!, out level);
        if (text.Length >= Known.Length)
            return false;
        foreach (var (uri, known) in Known[text.Length])
            if (text.SequenceEqual(uri))
            {
                level = known;
                return true;
            }

        return false;
    }

    private static (byte[] Uri, FrameworkLevel Level)[][] ByLength()
    {
        var all = QualificationsFramework.All.SelectMany(framework => framework.Levels)
            .Select(level => (Uri: System.Text.Encoding.UTF8.GetBytes(level.Uri), level)).ToArray();
        return [.. Enumerable.Range(0, all.Max(pair => pair.Uri.Length) + 1).Select(length => all.Where(pair => pair.Uri.Length == length).ToArray())];
    }
}
