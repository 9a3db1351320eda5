using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.Keys;

namespace Credentials.Issuing;

/// <summary>Rewrites a credential for one wallet: the subject's <c>id</c> is the holder's DID, the status entries are the wallet's own; all other bytes stay.</summary>
internal static class HolderDraft
{
    /// <exception cref="ArgumentException">The bytes are not a credential that this service writes.</exception>
    public static byte[] Write(ReadOnlySpan<byte> credential, Did holder, StatusReference status)
    {
        var output = new ArrayBufferWriter<byte>(credential.Length + 1024);
        var reader = new Utf8JsonReader(credential);
        var copied = 0;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            if (reader.ValueTextEquals("credentialSubject"u8))
            {
                copied = WriteSubject(credential, ref reader, copied, holder, output);
            }
            else if (reader.ValueTextEquals("credentialStatus"u8))
            {
                reader.Read();
                var start = (int)reader.TokenStartIndex;
                using var entries = JsonDocument.ParseValue(ref reader);
                output.Write(credential[copied..start]);
                WriteStatus(entries.RootElement, status, output);
                copied = (int)reader.BytesConsumed;
            }
        }
        output.Write(credential[copied..]);
        return output.WrittenSpan.ToArray();
    }

    private static int WriteSubject(ReadOnlySpan<byte> credential, ref Utf8JsonReader reader, int copied, Did holder, ArrayBufferWriter<byte> output)
    {
        reader.Read();
        var inside = (int)reader.BytesConsumed;
        output.Write(credential[copied..inside]);
        output.Write("\"id\":"u8);
        output.Write(JsonSerializer.SerializeToUtf8Bytes(holder.Value));
        // A credential of this service always says the type of its subject, so that something follows.
        output.Write(","u8);
        reader.Read();
        if (!reader.ValueTextEquals("id"u8))
            return inside;
        reader.Read();
        reader.Read();
        return (int)reader.TokenStartIndex;
    }

    private static void WriteStatus(JsonElement entries, StatusReference status, ArrayBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (entries.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var entry in entries.EnumerateArray())
                WriteEntry(writer, entry, status);
            writer.WriteEndArray();
        }
        else
        {
            WriteEntry(writer, entries, status);
        }
    }

    private static void WriteEntry(Utf8JsonWriter writer, JsonElement entry, StatusReference status)
    {
        var (purpose, old) = (entry.GetProperty("statusPurpose").GetString()!, entry.GetProperty("statusListCredential").GetString()!);
        if (old.Split('/') is not [.. var before, _, var last] || last != purpose)
            throw new ArgumentException("a status list's address ends in its id and its purpose", nameof(entry));
        var address = $"{string.Join('/', before)}/{status.List}/{purpose}";
        var index = status.Index.ToString(CultureInfo.InvariantCulture);
        writer.WriteStartObject();
        writer.WriteString("id"u8, $"{address}#{index}");
        writer.WriteString("type"u8, "BitstringStatusListEntry"u8);
        writer.WriteString("statusPurpose"u8, purpose);
        writer.WriteString("statusListIndex"u8, index);
        writer.WriteString("statusListCredential"u8, address);
        writer.WriteEndObject();
    }
}
