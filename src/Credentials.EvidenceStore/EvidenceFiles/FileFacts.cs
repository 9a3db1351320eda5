using System.Text.Json;
using System.Text.Json.Serialization;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>What is known of a file, as it is sealed under the learner's key.</summary>
/// <param name="Digest">SHA-256, hexadecimal digits in lower case.</param>
/// <param name="MediaType">By its content.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">As its sender called it; null where that said nothing, and once it is erased.</param>
/// <param name="AddedBy">Id of the API key.</param>
/// <param name="ErasedBy">Id of the API key; null while the file is there.</param>
internal sealed record FileFacts(string Digest, string MediaType, long Size, string? Name, string AddedBy, string? ErasedBy = null)
{
    private static readonly JsonSerializerOptions Spelling = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Spelling);

    public static FileFacts Read(ReadOnlySpan<byte> bytes) => JsonSerializer.Deserialize<FileFacts>(bytes, Spelling)!;
}
