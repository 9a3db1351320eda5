using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>The member <c>type</c> (VC Data Model 2.0 section 4.5): one or more terms or absolute URLs. Whether a context maps a term is another question.</summary>
internal static class TypeValues
{
    private static readonly SearchValues<byte> Refused = SearchValues.Create(" \"<>\\^`{|}"u8);

    public static bool IsWellFormed(JsonElement type)
    {
        foreach (var one in JsonReading.Each(type))
            if (one.ValueKind != JsonValueKind.String || !IsWellFormed(JsonMarshal.GetRawUtf8Value(one)[1..^1], one))
                return false;
        return JsonReading.Count(type) > 0;
    }

    private static bool IsWellFormed(ReadOnlySpan<byte> spelled, JsonElement value)
    {
        var text = spelled.Contains((byte)'\\') ? System.Text.Encoding.UTF8.GetBytes(value.GetString()!) : spelled;
        return !text.IsEmpty && !text.ContainsAny(Refused) && !text.ContainsAnyInRange((byte)0, (byte)0x1F);
    }
}
