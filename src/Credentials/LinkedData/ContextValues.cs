using System.Text.Json;

namespace Credentials.LinkedData;

/// <summary>Values that more than one entry of a context has.</summary>
internal static class ContextValues
{
    /// <summary>What a term stands for is copied for each use of it, so that it may not be long.</summary>
    private const int MaxIri = 2048;

    public static string? StringOrNull(JsonElement value, string error, string detail) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => throw new JsonLdException(error, detail),
    };

    public static bool Boolean(JsonElement value, string error, string detail) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw new JsonLdException(error, detail),
    };

    public static string? ReadDirection(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is "ltr" or "rtl" ? value.GetString()
        : throw new JsonLdException(JsonLdErrors.InvalidBaseDirection, "@direction must be ltr, rtl or null");

    public static string Bounded(string iri) => iri.Length <= MaxIri ? iri
        : throw new JsonLdException(JsonLdErrors.TooLarge, $"a context has an IRI of more than {MaxIri} characters");
}
