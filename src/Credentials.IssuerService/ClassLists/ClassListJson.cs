using System.Buffers;
using System.Text.Json;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Class lists as JSON: the answer to their centre, and the errors as they are kept.</summary>
internal static class ClassListJson
{
    /// <param name="writer">Where to.</param>
    /// <param name="state">How far it is.</param>
    /// <param name="withErrors">False for progress, in which the errors would come again and again.</param>
    public static void Write(Utf8JsonWriter writer, ClassListState state, bool withErrors)
    {
        var document = state.Document;
        writer.WriteStartObject();
        writer.WriteString("id", document.Id);
        writer.WriteString("state", document.State);
        writer.WriteNumber("total", document.Total);
        writer.WriteNumber("awarded", document.Awarded);
        writer.WriteNumber("existing", document.Existing);
        writer.WriteNumber("rejected", document.Rejected);
        if (withErrors)
            WriteErrors(writer, state.Errors, state.ErrorsOmitted, withPersons: false);
        writer.WriteString("createdAt", document.CreatedAt);
        if (document.FinishedAt is { } finished)
            writer.WriteString("finishedAt", finished);
        writer.WriteEndObject();
    }

    public static byte[] WriteErrors(IReadOnlyList<RowError> errors, int omitted, IReadOnlyList<ExistingAward> existing)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteErrors(writer, errors, omitted, withPersons: true);
            writer.WriteStartArray("existing");
            foreach (var (row, award) in existing)
            {
                writer.WriteNumberValue(row);
                writer.WriteStringValue(award);
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static (IReadOnlyList<RowError> Errors, int Omitted, IReadOnlyList<ExistingAward> Existing) ReadErrors(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.IsEmpty)
            return ([], 0, []);
        using var json = JsonDocument.Parse(utf8);
        return (
            [.. json.RootElement.GetProperty("errors").EnumerateArray().Select(RowError.Read)],
            json.RootElement.TryGetProperty("errorsOmitted", out var omitted) ? omitted.GetInt32() : 0,
            json.RootElement.TryGetProperty("existing", out var existing)
                ? [.. existing.EnumerateArray().Chunk(2).Select(pair => new ExistingAward(pair[0].GetInt32(), pair[1].GetGuid()))]
                : []);
    }

    private static void WriteErrors(Utf8JsonWriter writer, IReadOnlyList<RowError> errors, int omitted, bool withPersons)
    {
        writer.WriteStartArray("errors");
        foreach (var error in errors)
            error.Write(writer, withPersons);
        writer.WriteEndArray();
        if (omitted > 0)
            writer.WriteNumber("errorsOmitted", omitted);
    }
}
