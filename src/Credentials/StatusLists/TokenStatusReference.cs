using System.Text.Json;

namespace Credentials.StatusLists;

/// <summary>The claim <c>status.status_list</c> of a token (Token Status List, section "Referenced Token in JOSE").</summary>
/// <param name="Uri">The list's address, which its <c>sub</c> must equal.</param>
/// <param name="Index">The entry, from 0 on.</param>
public sealed record TokenStatusReference(string Uri, long Index)
{
    /// <summary>Longer addresses are refused.</summary>
    public const int MaxUriLength = 2048;

    /// <summary>Reads the object <c>{idx, uri}</c>; otherwise <see cref="ProblemCode.InvalidInput"/>. Other members are ignored.</summary>
    public static Result<TokenStatusReference> Parse(JsonElement statusList)
    {
        if (statusList.ValueKind != JsonValueKind.Object
            || !statusList.TryGetProperty("idx"u8, out var index) || index.ValueKind != JsonValueKind.Number
            || !index.TryGetInt64(out var position) || position < 0)
            return new Problem(ProblemCode.InvalidInput, "status_list: idx is not a non-negative integer");
        return statusList.TryGetProperty("uri"u8, out var uri) && uri.ValueKind == JsonValueKind.String
            && uri.GetString() is { Length: > 0 and <= MaxUriLength } address && System.Uri.TryCreate(address, UriKind.Absolute, out _)
                ? new TokenStatusReference(address, position)
                : new Problem(ProblemCode.InvalidInput, "status_list: uri is not an absolute URI");
    }

    /// <summary>Writes the value of the claim <c>status</c>.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("status_list"u8);
        writer.WriteNumber("idx"u8, Index);
        writer.WriteString("uri"u8, Uri);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
