using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Credentials.Issuing;
using Credentials.Keys;

namespace Credentials.EvidenceStore.Sealing;

/// <summary>
/// Award requests as stored: the JSON of <c>POST /api/awards</c> in one spelling. It has a reader of its own, because the rules for what may be asked
/// can become stricter and what was awarded stays.
/// </summary>
internal static class StoredRequest
{
    /// <summary>Names of members as they usually follow one another. What is stored counts on these very bytes.</summary>
    private static readonly DeltaDictionary Members = new(1, """
        {"achievement":"","learner":{"givenName":"","familyName":"","birthDate":"19","email":"","nationalNumber":"","did":"did:key:z6Mk"},"awardedOn":"20","result":"","language":"nl","recognition":true,"hours":,"evidence":[{"name":"","description":"","url":"https://","digest":"sha256-"}]}
        """u8.ToArray());

    public static byte[] Write(AwardRequest request)
    {
        var output = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(output, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, request);
        return output.WrittenSpan.ToArray();
    }

    public static AwardRequest Read(ReadOnlyMemory<byte> bytes)
    {
        using var document = JsonDocument.Parse(bytes);
        var root = document.RootElement;
        var learner = root.GetProperty("learner");
        return new(Text(root, "achievement")!, ReadLearner(learner), Date(root, "awardedOn")!.Value)
        {
            Result = Text(root, "result"),
            Language = Text(root, "language"),
            Recognition = root.TryGetProperty("recognition", out var recognition) && recognition.GetBoolean(),
            Hours = root.TryGetProperty("hours", out var hours) ? hours.GetDecimal() : null,
            Evidence = root.TryGetProperty("evidence", out var evidence) ? [.. evidence.EnumerateArray().Select(ReadEvidence)] : [],
        };
    }

    public static byte[] Shorten(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        DeltaCoding.Encode(Members, default, json, output);
        return output.WrittenSpan.ToArray();
    }

    public static byte[] Lengthen(ReadOnlySpan<byte> bytes) => DeltaCoding.Decode(Members, default, bytes);

    private static void Write(Utf8JsonWriter json, AwardRequest request)
    {
        json.WriteStartObject();
        json.WriteString("achievement", request.Achievement);
        json.WriteStartObject("learner");
        json.WriteString("givenName", request.Learner.GivenName);
        json.WriteString("familyName", request.Learner.FamilyName);
        WriteDate(json, "birthDate", request.Learner.BirthDate);
        WriteText(json, "email", request.Learner.Email);
        WriteText(json, "nationalNumber", request.Learner.NationalNumber?.Digits);
        WriteText(json, "did", request.Learner.Did?.Value);
        json.WriteEndObject();
        WriteDate(json, "awardedOn", request.AwardedOn);
        WriteText(json, "result", request.Result);
        WriteText(json, "language", request.Language);
        if (request.Recognition)
            json.WriteBoolean("recognition", true);
        // Without trailing zeros: 60 and 60.0 are the same hours.
        if (request.Hours is { } hours)
            json.WriteNumber("hours", hours / 1.0000000000000000000000000000m);
        if (request.Evidence.Count > 0)
        {
            json.WriteStartArray("evidence");
            foreach (var evidence in request.Evidence)
            {
                json.WriteStartObject();
                json.WriteString("name", evidence.Name);
                WriteText(json, "description", evidence.Description);
                WriteText(json, "url", evidence.Url);
                WriteText(json, "digest", evidence.Digest);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static AwardLearner ReadLearner(JsonElement learner) => new(Text(learner, "givenName")!, Text(learner, "familyName")!)
    {
        BirthDate = Date(learner, "birthDate"),
        Email = Text(learner, "email"),
        NationalNumber = Text(learner, "nationalNumber") is { } digits && NationalNumber.TryParse(digits, out var number, acceptTestNumbers: true)
            ? number
            : null,
        Did = Did.TryParse(Text(learner, "did"), out var did) ? did : null,
    };

    private static AwardEvidence ReadEvidence(JsonElement evidence) =>
        new(Text(evidence, "name")!, Text(evidence, "description"), Text(evidence, "url"), Text(evidence, "digest"));

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteDate(Utf8JsonWriter json, string name, DateOnly? value) =>
        WriteText(json, name, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static DateOnly? Date(JsonElement json, string name) =>
        Text(json, name) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
