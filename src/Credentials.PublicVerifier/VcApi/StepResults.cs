using System.Text.Json;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.VcApi;

/// <summary>Writes the VC-API's <c>results</c>: for each property of the data model that was verified, whether it was right, and what it was.</summary>
internal static class StepResults
{
    /// <summary>The members of the results of one credential.</summary>
    public static void Write(Utf8JsonWriter writer, PresentedCredential credential, VerificationReport report)
    {
        WriteOne(writer, "validFrom", credential.Json, report, CheckIds.Validity);
        WriteOne(writer, "validUntil", credential.Json, report, CheckIds.Validity);
        WriteEach(writer, "credentialSchema", credential.Json, report, CheckIds.Schema);
        WriteEach(writer, "credentialStatus", credential.Json, report, CheckIds.Status);
        WriteEach(writer, "proof", credential.Json, report, CheckIds.Proof);
    }

    /// <summary>The members of the results of a presentation.</summary>
    public static void WritePresentation(Utf8JsonWriter writer, PresentedCredential presentation, VerificationReport report, AskedOfProof asked)
    {
        var isAnswer = !report.Checks.Any(check => check.Reason == Reasons.ChallengeDiffers.Reason);
        var isRight = Passed(report, CheckIds.Proof);
        writer.WriteStartObject("presentation");
        if (asked.Challenge is { } challenge)
            WriteAsked(writer, "challenge", isRight && presentation.Challenge == challenge, () => writer.WriteStringValue(challenge));
        if (asked.Domains is { } domains)
            WriteAsked(writer, "domain", isRight && isAnswer && asked.HasDomainsOf(presentation), () => WriteDomains(writer, domains));
        if (presentation.Holder is { } holder)
            WriteAsked(writer, "holder", isRight, () => writer.WriteStringValue(holder.Value));
        WriteEach(writer, "proof", presentation.Json, report, CheckIds.Proof);
        writer.WriteEndObject();
        writer.WriteStartArray("credentials");
        for (var index = 0; index < report.Contained.Count; index++)
        {
            writer.WriteStartObject();
            writer.WriteBoolean("verified", CheckedFindings.Of(report.Contained[index]).IsVerified);
            writer.WriteStartObject("results");
            Write(writer, presentation.Contained[index], report.Contained[index]);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteAsked(Utf8JsonWriter writer, string name, bool isRight, Action writeInput)
    {
        writer.WriteStartObject(name);
        writer.WriteBoolean("verified", isRight);
        writer.WritePropertyName("input");
        writeInput();
        writer.WriteEndObject();
    }

    private static void WriteDomains(Utf8JsonWriter writer, IReadOnlyList<string> domains)
    {
        if (domains is [var only])
        {
            writer.WriteStringValue(only);
            return;
        }

        writer.WriteStartArray();
        foreach (var domain in domains)
            writer.WriteStringValue(domain);
        writer.WriteEndArray();
    }

    private static void WriteOne(Utf8JsonWriter writer, string name, JsonElement json, VerificationReport report, string check)
    {
        if (Find(json, name) is not { } value)
            return;
        writer.WritePropertyName(name);
        WriteResult(writer, value, Passed(report, check));
    }

    private static void WriteEach(Utf8JsonWriter writer, string name, JsonElement json, VerificationReport report, string check)
    {
        writer.WriteStartArray(name);
        if (Find(json, name) is { } value)
        {
            if (value.ValueKind == JsonValueKind.Array)
                foreach (var one in value.EnumerateArray())
                    WriteResult(writer, one, Passed(report, check));
            else
                WriteResult(writer, value, Passed(report, check));
        }

        writer.WriteEndArray();
    }

    private static void WriteResult(Utf8JsonWriter writer, JsonElement input, bool isRight)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("verified", isRight);
        writer.WritePropertyName("input");
        input.WriteTo(writer);
        writer.WriteEndObject();
    }

    private static JsonElement? Find(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;

    private static bool Passed(VerificationReport report, string check) => report.Checks.All(one => one.Id != check || one.Outcome == CheckOutcome.Passed);
}
