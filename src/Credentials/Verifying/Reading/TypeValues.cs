using System.Buffers;
using System.Text.Json;

namespace Credentials.Verifying.Reading;

/// <summary>The member <c>type</c> (VC Data Model 2.0 section 4.5): one or more terms or absolute URLs. Whether a context maps a term is another question.</summary>
internal static class TypeValues
{
    private static readonly SearchValues<char> Refused = SearchValues.Create(" \t\r\n\"<>\\^`{|}");

    public static bool IsWellFormed(JsonElement type)
    {
        foreach (var one in JsonReading.Each(type))
            if (JsonReading.Text(one) is not { Length: > 0 } text || text.AsSpan().ContainsAny(Refused))
                return false;
        return JsonReading.Count(type) > 0;
    }
}
