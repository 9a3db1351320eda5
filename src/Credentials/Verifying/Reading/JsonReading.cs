using System.Runtime.InteropServices;
using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>The small questions that reading a credential asks of JSON, where a single value may stand for an array of one.</summary>
internal static class JsonReading
{
    /// <summary>Whether the value is this text, or an array that holds it.</summary>
    public static bool HasText(JsonElement value, ReadOnlySpan<byte> text)
    {
        if (value.ValueKind == JsonValueKind.String)
            return value.ValueEquals(text);
        if (value.ValueKind == JsonValueKind.Array)
            foreach (var element in value.EnumerateArray())
                if (element.ValueKind == JsonValueKind.String && element.ValueEquals(text))
                    return true;
        return false;
    }

    /// <summary>The text of a member, null when it is absent or no text.</summary>
    public static string? TextOf(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? Text(value) : null;

    public static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A member, undefined when it or its parent is absent.</summary>
    public static JsonElement MemberOf(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) ? value : default;

    /// <summary>A string, or the <c>id</c> of an object.</summary>
    public static string? IdOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? TextOf(value, "id"u8) : Text(value);

    /// <summary>Number of values: an array's elements, one for anything else that is there.</summary>
    public static int Count(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined => 0,
        JsonValueKind.Array => value.GetArrayLength(),
        _ => 1,
    };

    /// <summary>The UTF-8 of a member's name however it is spelled: a proof over canonical JSON lets the holder write it with escapes.</summary>
    public static ReadOnlySpan<byte> NameOf(JsonProperty property)
    {
        var name = JsonMarshal.GetRawUtf8PropertyName(property);
        return name.Contains((byte)'\\') ? System.Text.Encoding.UTF8.GetBytes(property.Name) : name;
    }

    /// <summary>
    /// The <see cref="Count"/> values, in one walk: to find an element by its number walks over all before it, so that a loop over numbers would let a
    /// stranger's array of a megabyte cost minutes.
    /// </summary>
    public static JsonValues Each(JsonElement value) => new(value);

    /// <summary>An array's first element, undefined for an empty one; anything else is itself.</summary>
    public static JsonElement First(JsonElement value) =>
        value.ValueKind != JsonValueKind.Array ? value : value.GetArrayLength() > 0 ? value[0] : default;
}
