using System.Buffers;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.EvidenceStore.BackingUp;

/// <summary>What a back-up says of itself.</summary>
/// <param name="Id">Of this back-up.</param>
/// <param name="CreatedAt">When the database was copied; awards acknowledged before the command began are in it.</param>
/// <param name="Schema">The version of the database's schema.</param>
/// <param name="Keys">How secrets and signing keys are kept in it.</param>
/// <param name="LeftOut">What of the installation is not in it, for people.</param>
/// <param name="Digest">SHA-256 of the list of digests, in hexadecimal digits.</param>
public sealed record BackUpManifest(Guid Id, DateTimeOffset CreatedAt, int Schema, KeysInBackUp Keys, IReadOnlyList<string> LeftOut, string Digest)
{
    /// <summary>Its name in the back-up.</summary>
    internal const string Name = "manifest.json";

    private const string Format = "credentials-backup";
    private const int Version = 1;

    internal byte[] ToJson()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("id", Id);
            json.WriteString("created", CreatedAt);
            json.WriteNumber("schema", Schema);
            json.WriteString("keys", NameOf(Keys));
            json.WriteStartArray("leftOut");
            foreach (var what in LeftOut)
                json.WriteStringValue(what);
            json.WriteEndArray();
            json.WriteString(DigestList.Name, Digest);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>The manifest, or <see cref="ProblemCode.InvalidInput"/>.</summary>
    internal static Result<BackUpManifest> Parse(ReadOnlySpan<byte> utf8)
    {
        if (!StrictJson.ParseElement(utf8).TryGet(out var json, out var problem))
            return new Problem(ProblemCode.InvalidInput, $"The back-up's manifest cannot be read: {problem.Detail}.");
        if (Text(json, "format") != Format)
            return new Problem(ProblemCode.InvalidInput, "The file is not a back-up of this program.");
        if (Number(json, "version") is not Version)
            return new Problem(ProblemCode.InvalidInput, "The back-up was made by a newer release, whose format this one does not know.");
        if (!Guid.TryParse(Text(json, "id"), out var id) || !json.TryGetProperty("created", out var created)
            || created.ValueKind != JsonValueKind.String || !created.TryGetDateTimeOffset(out var createdAt) || Number(json, "schema") is not { } schema || KeysOf(Text(json, "keys")) is not { } keys
            || Text(json, DigestList.Name) is not { } digest || !json.TryGetProperty("leftOut", out var leftOut) || leftOut.ValueKind != JsonValueKind.Array)
        {
            return new Problem(ProblemCode.InvalidInput, "The back-up's manifest is not complete.");
        }
        return new BackUpManifest(
            id, createdAt, schema, keys, [.. leftOut.EnumerateArray().Where(what => what.ValueKind == JsonValueKind.String).Select(what => what.GetString()!)], digest);
    }

    private static string NameOf(KeysInBackUp keys) => keys switch
    {
        KeysInBackUp.Clear => "clear",
        KeysInBackUp.Sealed => "sealed",
        _ => "none",
    };

    private static KeysInBackUp? KeysOf(string? name) => Enum.GetValues<KeysInBackUp>().Where(keys => NameOf(keys) == name).Select(keys => (KeysInBackUp?)keys).FirstOrDefault();

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
