using System.Text.Json;

namespace Credentials.EvidenceStore.Recording;

/// <summary>Where two requests for the same award differ, so that whoever asks again with other content sees what to look at.</summary>
internal static class AwardDifference
{
    /// <summary>JSON pointer of the first member that differs, in the order in which requests are written; null where none does.</summary>
    public static string? FirstOf(ReadOnlyMemory<byte> stored, ReadOnlyMemory<byte> asked)
    {
        using var one = JsonDocument.Parse(stored);
        using var other = JsonDocument.Parse(asked);
        return FirstOf(one.RootElement, other.RootElement, "");
    }

    private static string? FirstOf(JsonElement stored, JsonElement asked, string at)
    {
        foreach (var name in asked.EnumerateObject().Select(member => member.Name).Union(stored.EnumerateObject().Select(member => member.Name)))
        {
            var pointer = $"{at}/{name}";
            if (!stored.TryGetProperty(name, out var before) || !asked.TryGetProperty(name, out var now))
                return pointer;
            if (!JsonElement.DeepEquals(before, now))
                return now.ValueKind == JsonValueKind.Object && before.ValueKind == JsonValueKind.Object ? FirstOf(before, now, pointer) : pointer;
        }

        return null;
    }
}
