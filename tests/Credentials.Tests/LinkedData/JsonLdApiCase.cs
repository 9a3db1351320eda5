using System.Text.Json;

namespace Credentials.Tests.LinkedData;

/// <summary>A case of the JSON-LD API test suite.</summary>
/// <param name="Id">Its manifest and its id there, e.g. <c>expand#t0001</c>.</param>
/// <param name="Entry">The manifest's entry.</param>
/// <param name="NotApplicable">Why it says nothing about this processor; null where it does.</param>
public sealed record JsonLdApiCase(string Id, JsonElement Entry, string? NotApplicable)
{
    public bool IsExpansion => Id.StartsWith("expand", StringComparison.Ordinal);

    public string Input => Entry.GetProperty("input").GetString()!;

    public string? Expect => Text(Entry, "expect");

    public string? ErrorCode => Text(Entry, "expectErrorCode");

    public string? Option(string name) => Entry.TryGetProperty("option", out var option) ? Text(option, name) : null;

    internal static string? Text(JsonElement owner, string name) => owner.TryGetProperty(name, out var value) ? value.GetString() : null;
}
