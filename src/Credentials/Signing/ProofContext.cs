using System.Runtime.InteropServices;
using System.Text.Json;

namespace Credentials.Signing;

/// <summary>The rule on <c>@context</c> in the verification algorithm of the JCS suites (section 3.3.2, step 4, of both specifications).</summary>
internal static class ProofContext
{
    /// <summary>
    /// False if the proof has a context with which the document's does not begin. Otherwise <paramref name="context"/> is what to check the document
    /// with in place of its own, or null if its own is the same.
    /// </summary>
    public static bool TryChoose(JsonElement document, JsonElement proof, out JsonElement? context)
    {
        context = null;
        if (!proof.TryGetProperty("@context", out var signed))
            return true;
        if (!document.TryGetProperty("@context", out var stated))
            return false;
        if (JsonMarshal.GetRawUtf8Value(signed).SequenceEqual(JsonMarshal.GetRawUtf8Value(stated)) || JsonElement.DeepEquals(signed, stated))
            return true;
        context = signed;
        return StartsWith(stated, signed);
    }

    /// <summary>Whether nothing stands in the document's context after what the proof's own signs.</summary>
    public static bool IsWhole(JsonElement document, JsonElement proof) =>
        !proof.TryGetProperty("@context", out var signed) || (document.TryGetProperty("@context", out var stated) && Count(stated) == Count(signed));

    private static int Count(JsonElement context) => context.ValueKind == JsonValueKind.Array ? context.GetArrayLength() : 1;

    private static bool StartsWith(JsonElement stated, JsonElement signed)
    {
        if (signed.ValueKind != JsonValueKind.Array)
            return JsonElement.DeepEquals(stated.ValueKind == JsonValueKind.Array && stated.GetArrayLength() > 0 ? stated[0] : stated, signed);
        int count = signed.GetArrayLength();
        if (stated.ValueKind != JsonValueKind.Array)
            return count == 1 && JsonElement.DeepEquals(stated, signed[0]);
        if (stated.GetArrayLength() < count)
            return false;
        using var statedItems = stated.EnumerateArray().GetEnumerator();
        using var signedItems = signed.EnumerateArray().GetEnumerator();
        while (signedItems.MoveNext() && statedItems.MoveNext())
        {
            if (!JsonElement.DeepEquals(statedItems.Current, signedItems.Current))
                return false;
        }
        return true;
    }
}
