using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Log;

/// <summary>
/// The bytes that an entry of the log commits to: event and clear facts as canonical JSON (RFC 8785), so that whoever has the values can write the same
/// bytes. The README of this project describes it member by member; a change of it is a new <see cref="Version"/>, and old entries keep theirs.
/// </summary>
internal static class LogLeaf
{
    public const int Version = 1;

    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string Day = "yyyy-MM-dd";

    /// <param name="happened">The event.</param>
    /// <param name="facts">Its record's; null where the record was gone before its event was logged.</param>
    public static byte[] Write(RecordEvent happened, RecordFacts? facts)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(text))
        {
            writer.WriteStartObject();
            writer.WriteString("at"u8, happened.At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture));
            writer.WriteString("digest"u8, Convert.ToHexStringLower(happened.Digest.Span));
            if (facts is not null)
            {
                writer.WriteStartObject("facts"u8);
                Write(writer, facts);
                writer.WriteEndObject();
            }
            writer.WriteNumber("ordinal"u8, happened.Ordinal);
            writer.WriteString("record"u8, happened.RecordId);
            writer.WriteString("type"u8, WordOf(happened.Type));
            writer.WriteNumber("version"u8, Version);
            writer.WriteEndObject();
        }
        using var json = JsonDocument.Parse(text.WrittenMemory);
        return CanonicalJson.Serialize(json.RootElement);
    }

    /// <summary>A value of a closed list as leaves write it; a number where the list does not have it.</summary>
    public static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private static void Write(Utf8JsonWriter writer, RecordFacts facts)
    {
        WriteText(writer, "centre", facts.Centre);
        WriteNumber(writer, "eqfLevel", facts.EqfLevel);
        // A text, so that nobody's arithmetic rounds it.
        WriteText(writer, "hours", facts.Hours?.ToString("0.##", CultureInfo.InvariantCulture));
        WriteText(writer, "institution", facts.Institution);
        if (facts.IsEnd is { } isEnd)
            writer.WriteBoolean("isEnd"u8, isEnd);
        WriteText(writer, "iscedField", facts.IscedField);
        WriteText(writer, "kind", WordOf(facts.Kind));
        WriteText(writer, "levelBy", facts.LevelBy);
        WriteText(writer, "obtainedOn", facts.ObtainedOn.ToString(Day, CultureInfo.InvariantCulture));
        WriteText(writer, "obtainedPrecision", WordOf(facts.ObtainedPrecision));
        WriteText(writer, "setting", facts.Setting is { } setting ? WordOf(setting) : null);
        WriteText(writer, "subject", facts.Subject);
        WriteText(writer, "supplier", facts.Supplier);
        WriteText(writer, "validUntil", facts.ValidUntil?.ToString(Day, CultureInfo.InvariantCulture));
        WriteNumber(writer, "vksLevel", facts.VksLevel);
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
            writer.WriteString(name, value);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, byte? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }
}
