using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.SdJwts;
using Credentials.Verifying.Reading;

namespace Credentials.SdJwtVcs;

/// <summary>A type's name in one language.</summary>
/// <param name="Locale">BCP 47 tag.</param>
/// <param name="Name">The name.</param>
/// <param name="Description">More about it; null where there is none.</param>
public sealed record TypeDisplay(string Locale, string Name, string? Description = null);

/// <summary>
/// A Type Metadata document (SD-JWT VC section "SD-JWT VC Type Metadata"): what a type of credential is called, which claims it has, and which of them
/// are selectively disclosable. Rendering is left out: nothing here draws a stranger's templates.
/// </summary>
public sealed record TypeMetadata(string Type)
{
    internal const int MaxLocales = 64;
    private const int MaxClaims = 512;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>For developers.</summary>
    public string? Name { get; init; }

    /// <summary>For developers.</summary>
    public string? Description { get; init; }

    /// <summary>The type that this one extends; null where it stands alone.</summary>
    public string? Extends { get; init; }

    /// <summary>The integrity of the extended type's document.</summary>
    public string? ExtendsIntegrity { get; init; }

    /// <summary>Null where nothing is said, so that the extended type's holds.</summary>
    public IReadOnlyList<TypeDisplay>? Display { get; init; }

    public IReadOnlyList<ClaimMetadata> Claims { get; init; } = [];

    /// <summary>Reads a document strictly; properties that are not understood are ignored. <see cref="ProblemCode.InvalidInput"/> or <see cref="ProblemCode.MalformedJson"/>.</summary>
    /// <param name="document">The bytes.</param>
    /// <param name="type">The type that led here, which the document must be about.</param>
    /// <param name="integrity">The integrity that was stated with it; null where none was.</param>
    public static Result<TypeMetadata> Parse(ReadOnlySpan<byte> document, string type, string? integrity)
    {
        if (integrity is not null && !SubresourceIntegrity.Matches(integrity, document))
            return Refused("the document is not the one that its integrity stands for");
        if (!StrictJson.ParseElement(document).TryGet(out var json, out var problem))
            return problem;
        if (JsonReading.TextOf(json, "vct"u8) != type)
            return Refused("the document is about another type");
        foreach (var name in (ReadOnlySpan<string>)["name", "description", "extends", "extends#integrity"])
            if (json.TryGetProperty(name, out var text) && text.ValueKind != JsonValueKind.String)
                return Refused($"{name} is not a text");
        if (!TryDisplay(json, out var display))
            return Refused("display is not a list of texts with locale and name");
        if (!ReadClaims(json).TryGet(out var claims, out problem))
            return problem;
        return new TypeMetadata(type)
        {
            Name = JsonReading.TextOf(json, "name"u8),
            Description = JsonReading.TextOf(json, "description"u8),
            Extends = JsonReading.TextOf(json, "extends"u8),
            ExtendsIntegrity = JsonReading.TextOf(json, "extends#integrity"u8),
            Display = display,
            Claims = claims,
        };
    }

    /// <summary>The document as it is published; the same metadata always give the same bytes, whose integrity can stand in credentials.</summary>
    public byte[] ToUtf8()
    {
        using var buffer = new PooledBuffer(16 * 1024);
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
        {
            writer.WriteStartObject();
            writer.WriteString("vct"u8, Type);
            WriteText(writer, "name", Name);
            WriteText(writer, "description", Description);
            WriteText(writer, "extends", Extends);
            WriteText(writer, "extends#integrity", ExtendsIntegrity);
            if (Display is { } display)
                WriteDisplay(writer, display);
            writer.WriteStartArray("claims"u8);
            foreach (var claim in Claims)
                claim.Write(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.Written.ToArray();
    }

    private static void WriteDisplay(Utf8JsonWriter writer, IReadOnlyList<TypeDisplay> display)
    {
        writer.WriteStartArray("display"u8);
        foreach (var (locale, name, description) in display)
        {
            writer.WriteStartObject();
            writer.WriteString("locale"u8, locale);
            writer.WriteString("name"u8, name);
            WriteText(writer, "description", description);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static bool TryDisplay(JsonElement json, out IReadOnlyList<TypeDisplay>? display)
    {
        display = null;
        if (!json.TryGetProperty("display"u8, out var list))
            return true;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxLocales)
            return false;
        var texts = new List<TypeDisplay>();
        foreach (var element in list.EnumerateArray())
        {
            if (JsonReading.TextOf(element, "locale"u8) is not { Length: > 0 } locale || JsonReading.TextOf(element, "name"u8) is not { } name)
                return false;
            texts.Add(new TypeDisplay(locale, name, JsonReading.TextOf(element, "description"u8)));
        }

        display = texts;
        return true;
    }

    private static Result<List<ClaimMetadata>> ReadClaims(JsonElement json)
    {
        var claims = new List<ClaimMetadata>();
        if (!json.TryGetProperty("claims"u8, out var list))
            return claims;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > MaxClaims)
            return Refused($"claims is not a list of at most {MaxClaims}");
        var (paths, ids) = (new HashSet<ClaimPath>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var element in list.EnumerateArray())
        {
            if (!ClaimMetadata.Parse(element).TryGet(out var claim, out var problem))
                return problem;
            if (!paths.Add(claim.Path) || (claim.SvgId is { } id && !ids.Add(id)))
                return Refused("a path or an svg_id stands twice");
            claims.Add(claim);
        }

        return claims;
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidInput, $"type metadata: {why}");
}
