using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>Writes and reads receipts as <c>schemas/verification-receipt.schema.json</c> describes them.</summary>
internal static class VerificationReceiptJson
{
    private const int MostLists = 64;

    // A file, never placed in a page; names with accents stay legible.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    public static byte[] Sign(Guid id, VerificationReport report, ReadOnlySpan<byte> presented, Did verifier, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(report);
        var output = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            writer.WriteString("type"u8, VerificationReceipt.Type);
            writer.WriteString("id"u8, $"urn:uuid:{id:D}");
            writer.WriteString("verifier"u8, verifier.Value);
            writer.WriteStartObject("presented"u8);
            writer.WriteString("sha256"u8, Convert.ToHexStringLower(SHA256.HashData(presented)));
            writer.WriteEndObject();
            writer.WritePropertyName("report"u8);
            VerificationReportJson.Write(writer, report);
            writer.WriteStartArray("statusLists"u8);
            foreach (var list in report.FindStatusLists().DistinctBy(list => list.Url))
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, list.Url);
                writer.WriteString("sha256"u8, list.Sha256);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        // Claims of a wallet's credential may themselves be as deep as a text may be.
        using var document = JsonDocument.Parse(output.WrittenMemory, new JsonDocumentOptions { MaxDepth = 128 });
        return DataIntegrityProof.Add(document.RootElement, key, report.VerifiedAt);
    }

    public static bool TryRead(
        JsonElement json, out (string Id, Did Verifier, string PresentedSha256, VerificationReport Report, IReadOnlyList<ConsultedStatusList> Consulted) read)
    {
        read = default;
        var lists = JsonReading.MemberOf(json, "statusLists"u8);
        if (JsonReading.TextOf(json, "type"u8) != VerificationReceipt.Type
            || JsonReading.TextOf(json, "id"u8) is not { } id
            || !Did.TryParse(JsonReading.TextOf(json, "verifier"u8), out var verifier)
            || JsonReading.TextOf(JsonReading.MemberOf(json, "presented"u8), "sha256"u8) is not { } presented || !IsDigest(presented)
            || !VerificationReportReader.TryRead(JsonReading.MemberOf(json, "report"u8), out var report)
            || lists.ValueKind != JsonValueKind.Array || lists.GetArrayLength() > MostLists)
            return false;
        var consulted = new List<ConsultedStatusList>();
        foreach (var list in lists.EnumerateArray())
        {
            if (JsonReading.TextOf(list, "id"u8) is not { } url || JsonReading.TextOf(list, "sha256"u8) is not { } digest || !IsDigest(digest))
                return false;
            consulted.Add(new(url, digest));
        }

        read = (id, verifier, presented, report, consulted);
        return true;
    }

    private static bool IsDigest(string text) => text.Length == 2 * SHA256.HashSizeInBytes && text.All(char.IsAsciiHexDigitLower);
}
