using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Verifying;

/// <summary>Writes a report as <c>schemas/verification-report.schema.json</c> describes it. Members without a value are left out.</summary>
public static class VerificationReportJson
{
    // Read as application/json only, never placed in a page; names with accents stay legible.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Serialize(VerificationReport report)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        using (var writer = new Utf8JsonWriter(output, Options))
            Write(writer, report);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>
    /// Reads what <see cref="Serialize"/> wrote, for whoever kept it; <see cref="ProblemCode.MalformedJson"/>, <see cref="ProblemCode.TooLarge"/> or
    /// <see cref="ProblemCode.InvalidInput"/> for anything else. Proves nothing: where it came from is the caller's to know.
    /// </summary>
    public static Result<VerificationReport> Parse(ReadOnlySpan<byte> utf8) =>
        !StrictJson.ParseElement(utf8).TryGet(out var json, out var problem) ? problem
        : VerificationReportReader.TryRead(json, out var report) ? report
        : new Problem(ProblemCode.InvalidInput, "not a verification report");

    public static void Write(Utf8JsonWriter writer, VerificationReport report)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(report);
        writer.WriteStartObject();
        writer.WriteString("verdict"u8, NameOf(report.Verdict));
        writer.WriteStartArray("checks"u8);
        for (var index = 0; index < report.Checks.Count; index++)
            WriteCheck(writer, report.Checks[index]);
        writer.WriteEndArray();
        WriteTime(writer, "verifiedAt"u8, report.VerifiedAt);
        if (report.Credential is { } credential)
        {
            writer.WritePropertyName("credential"u8);
            WriteCredential(writer, credential);
        }

        if (report.Contained.Count > 0)
        {
            writer.WriteStartArray("contained"u8);
            for (var index = 0; index < report.Contained.Count; index++)
                Write(writer, report.Contained[index]);
            writer.WriteEndArray();
        }

        if (report.Endorsements.Count > 0)
        {
            writer.WriteStartArray("endorsements"u8);
            for (var index = 0; index < report.Endorsements.Count; index++)
                Write(writer, report.Endorsements[index]);
            writer.WriteEndArray();
        }

        if (report.EndorsementsLeftOut > 0)
            writer.WriteNumber("endorsementsLeftOut"u8, report.EndorsementsLeftOut);
        writer.WriteEndObject();
    }

    private static void WriteCheck(Utf8JsonWriter writer, VerificationCheck check)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, check.Id);
        writer.WriteString("outcome"u8, NameOf(check.Outcome));
        writer.WriteString("reason"u8, check.Reason);
        writer.WriteString("message"u8, check.Message);
        WriteText(writer, "detail"u8, check.Detail);
        writer.WriteEndObject();
    }

    private static void WriteCredential(Utf8JsonWriter writer, ReportedCredential credential)
    {
        writer.WriteStartObject();
        WriteText(writer, "id"u8, credential.Id);
        WriteText(writer, "dataModel"u8, credential.DataModel);
        WriteText(writer, "title"u8, credential.Title);
        WriteText(writer, "description"u8, credential.Description);
        WriteText(writer, "language"u8, credential.Language);
        WriteText(writer, "learnerName"u8, credential.LearnerName);
        if (credential.AwardedOn is { } day)
            writer.WriteString("awardedOn"u8, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteTime(writer, "validFrom"u8, credential.ValidFrom);
        WriteTime(writer, "validUntil"u8, credential.ValidUntil);
        WriteText(writer, "result"u8, credential.Result);
        if (credential.Issuer is { } issuer)
            WriteIssuer(writer, issuer);
        WriteLevels(writer, credential.Levels);
        writer.WriteStartArray("learningOutcomes"u8);
        foreach (var outcome in credential.LearningOutcomes)
            writer.WriteStringValue(outcome);
        writer.WriteEndArray();
        if (credential.Skills.Count > 0)
            WriteSkills(writer, credential.Skills);
        WriteText(writer, "workload"u8, credential.Workload);
        WriteText(writer, "assessment"u8, credential.Assessment);
        WriteText(writer, "participation"u8, credential.Participation);
        WriteText(writer, "qualityAssurance"u8, credential.QualityAssurance);
        WriteText(writer, "achievementUrl"u8, credential.AchievementUrl);
        WriteText(writer, "endorses"u8, credential.Endorses);
        WriteText(writer, "endorsementComment"u8, credential.EndorsementComment);
        WriteText(writer, "type"u8, credential.Type);
        if (credential.Claims.Count > 0)
            WriteClaims(writer, credential.Claims);
        writer.WriteEndObject();
    }

    private static void WriteIssuer(Utf8JsonWriter writer, ReportedIssuer issuer)
    {
        writer.WriteStartObject("issuer"u8);
        WriteText(writer, "did"u8, issuer.Did);
        WriteText(writer, "address"u8, issuer.Address);
        WriteText(writer, "name"u8, issuer.Name);
        WriteText(writer, "kbo"u8, issuer.Kbo);
        WriteText(writer, "region"u8, issuer.Region);
        WriteText(writer, "register"u8, issuer.Register);
        WriteText(writer, "claimedName"u8, issuer.ClaimedName);
        writer.WriteEndObject();
    }

    private static void WriteClaims(Utf8JsonWriter writer, IReadOnlyList<ReportedClaim> claims)
    {
        writer.WriteStartArray("claims"u8);
        foreach (var claim in claims)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, claim.Name);
            if (claim.Display.Count > 0)
            {
                writer.WriteStartObject("labels"u8);
                foreach (var text in claim.Display.DistinctBy(text => text.Locale, StringComparer.Ordinal))
                    writer.WriteString(text.Locale, text.Label);
                writer.WriteEndObject();
            }

            writer.WritePropertyName("value"u8);
            claim.Value.WriteTo(writer);
            if (claim.IsToldElsewhere)
                writer.WriteBoolean("toldElsewhere"u8, true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteSkills(Utf8JsonWriter writer, IReadOnlyList<ReportedSkill> skills)
    {
        writer.WriteStartArray("skills"u8);
        foreach (var skill in skills)
        {
            writer.WriteStartObject();
            writer.WriteString("uri"u8, skill.Uri);
            writer.WriteString("name"u8, skill.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteLevels(Utf8JsonWriter writer, IReadOnlyList<ReportedLevel> levels)
    {
        writer.WriteStartArray("levels"u8);
        foreach (var level in levels)
        {
            writer.WriteStartObject();
            writer.WriteString("framework"u8, level.Framework);
            if (level.Level is { } number)
                writer.WriteNumber("level"u8, number);
            writer.WriteString("uri"u8, level.Uri);
            writer.WriteString("name"u8, level.Name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } value)
            writer.WriteString(name, value.Offset == TimeSpan.Zero
                ? value.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
                : value.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
    }

    private static ReadOnlySpan<byte> NameOf(Verdict verdict) => verdict switch
    {
        Verdict.Valid => "valid"u8,
        Verdict.Invalid => "invalid"u8,
        _ => "undetermined"u8,
    };

    private static ReadOnlySpan<byte> NameOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed"u8,
        CheckOutcome.Failed => "failed"u8,
        _ => "undetermined"u8,
    };
}
