using System.Text.Json;
using System.Text.Json.Serialization;
using Credentials.EvidenceStore.Consulting;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>The events of an award as stored: a JSON array, oldest first.</summary>
internal static class StoredJournal
{
    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static byte[] Write(IReadOnlyList<AwardEvent> events) => JsonSerializer.SerializeToUtf8Bytes(events, Spelling);

    public static IReadOnlyList<AwardEvent> Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<List<AwardEvent>>(bytes, Spelling) ?? [];
}
