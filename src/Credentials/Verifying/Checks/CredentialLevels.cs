using System.Text.Json;
using Credentials.Frameworks;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>The framework levels that an achievement's <c>alignment</c> names, whatever it calls their kind.</summary>
internal static class CredentialLevels
{
    public static bool Any(JsonElement alignments)
    {
        foreach (var _ in In(alignments))
            return true;
        return false;
    }

    public static IEnumerable<FrameworkLevel> In(JsonElement alignments)
    {
        if (alignments.ValueKind == JsonValueKind.Array)
        {
            foreach (var alignment in alignments.EnumerateArray())
                if (TryRead(alignment, out var level))
                    yield return level;
        }
        else if (TryRead(alignments, out var only))
        {
            yield return only;
        }
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
        return JsonReading.TextOf(alignment, "targetUrl"u8) is { } uri && QualificationsFramework.TryFindLevelByUri(uri, out level);
    }
}
