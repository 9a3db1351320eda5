using System.Globalization;
using System.Text.Json;
using Credentials.SdJwtVcs;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>Reads back what <see cref="VerificationReportJson"/> writes. One value of another shape than it writes makes the whole no report.</summary>
internal sealed class VerificationReportReader
{
    private bool _isWrong;

    private VerificationReportReader()
    {
    }

    public static bool TryRead(JsonElement json, out VerificationReport report)
    {
        var reader = new VerificationReportReader();
        report = reader.Report(json);
        return !reader._isWrong;
    }

    private VerificationReport Report(JsonElement json)
    {
        var report = new VerificationReport(
            [.. Items(json, "checks"u8).Select(Check)], Time(json, "verifiedAt"u8) ?? Wrong<DateTimeOffset>())
        {
            Credential = json.ValueKind == JsonValueKind.Object && json.TryGetProperty("credential"u8, out var credential) ? Credential(credential) : null,
            Contained = [.. Items(json, "contained"u8, isNeeded: false).Select(Report)],
            Endorsements = [.. Items(json, "endorsements"u8, isNeeded: false).Select(Report)],
            EndorsementsLeftOut = Count(json, "endorsementsLeftOut"u8),
        };
        // The verdict follows from the rest: another one was not written by us.
        if (Enum(json, "verdict"u8, Verdict.Valid, Verdict.Invalid, Verdict.Undetermined) != report.Verdict)
            _isWrong = true;
        return report;
    }

    private VerificationCheck Check(JsonElement json) => new(
        Needed(json, "id"u8), Enum(json, "outcome"u8, CheckOutcome.Passed, CheckOutcome.Failed, CheckOutcome.Undetermined), Needed(json, "reason"u8),
        Needed(json, "message"u8))
    {
        Detail = Text(json, "detail"u8),
    };

    private ReportedCredential Credential(JsonElement json) => new()
    {
        Id = Text(json, "id"u8),
        DataModel = Text(json, "dataModel"u8),
        Title = Text(json, "title"u8),
        Description = Text(json, "description"u8),
        Language = Text(json, "language"u8),
        LearnerName = Text(json, "learnerName"u8),
        AwardedOn = Text(json, "awardedOn"u8) is not { } day ? null
            : DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : Wrong<DateOnly>(),
        ValidFrom = Time(json, "validFrom"u8),
        ValidUntil = Time(json, "validUntil"u8),
        Result = Text(json, "result"u8),
        Issuer = JsonReading.MemberOf(json, "issuer"u8) is { ValueKind: not JsonValueKind.Undefined } issuer ? Issuer(issuer) : null,
        Levels = [.. Items(json, "levels"u8).Select(Level)],
        LearningOutcomes = [.. Items(json, "learningOutcomes"u8).Select(outcome => JsonReading.Text(outcome) ?? Wrong<string>() ?? "")],
        Skills = [.. Items(json, "skills"u8, isNeeded: false).Select(skill => new ReportedSkill(Needed(skill, "uri"u8), Needed(skill, "name"u8)))],
        Workload = Text(json, "workload"u8),
        Assessment = Text(json, "assessment"u8),
        Participation = Text(json, "participation"u8),
        QualityAssurance = Text(json, "qualityAssurance"u8),
        AchievementUrl = Text(json, "achievementUrl"u8),
        Endorses = Text(json, "endorses"u8),
        EndorsementComment = Text(json, "endorsementComment"u8),
        Type = Text(json, "type"u8),
        Claims = [.. Items(json, "claims"u8, isNeeded: false).Select(Claim)],
    };

    private ReportedIssuer Issuer(JsonElement json) => new(
        Text(json, "did"u8), Text(json, "name"u8), Text(json, "kbo"u8), Text(json, "region"u8), Text(json, "register"u8), Text(json, "claimedName"u8))
    {
        Address = Text(json, "address"u8),
    };

    private ReportedLevel Level(JsonElement json)
    {
        int? number = null;
        if (JsonReading.MemberOf(json, "level"u8) is { ValueKind: not JsonValueKind.Undefined } level)
            number = level.ValueKind == JsonValueKind.Number && level.TryGetInt32(out var value) ? value : Wrong<int>();
        return new ReportedLevel(Needed(json, "framework"u8), number, Needed(json, "uri"u8), Needed(json, "name"u8));
    }

    private ReportedClaim Claim(JsonElement json)
    {
        var labels = JsonReading.MemberOf(json, "labels"u8);
        var value = JsonReading.MemberOf(json, "value"u8);
        if (labels.ValueKind is not (JsonValueKind.Object or JsonValueKind.Undefined) || value.ValueKind == JsonValueKind.Undefined)
            _isWrong = true;
        return new ReportedClaim(
            Needed(json, "name"u8),
            labels.ValueKind == JsonValueKind.Object
                ? [.. labels.EnumerateObject().Select(label => new ClaimDisplay(label.Name, JsonReading.Text(label.Value) ?? Wrong<string>() ?? ""))]
                : [],
            value)
        {
            IsToldElsewhere = JsonReading.MemberOf(json, "toldElsewhere"u8).ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.Undefined => false,
                _ => Wrong<bool>(),
            },
        };
    }

    private int Count(JsonElement parent, ReadOnlySpan<byte> name) => JsonReading.MemberOf(parent, name) switch
    {
        { ValueKind: JsonValueKind.Undefined } => 0,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var count) && count > 0 => count,
        _ => Wrong<int>(),
    };

    private List<JsonElement> Items(JsonElement parent, ReadOnlySpan<byte> name, bool isNeeded = true)
    {
        var list = JsonReading.MemberOf(parent, name);
        if (list.ValueKind == JsonValueKind.Array)
            return [.. list.EnumerateArray()];
        if (isNeeded || list.ValueKind != JsonValueKind.Undefined)
            _isWrong = true;
        return [];
    }

    private string Needed(JsonElement parent, ReadOnlySpan<byte> name) => JsonReading.TextOf(parent, name) ?? Wrong<string>() ?? "";

    private string? Text(JsonElement parent, ReadOnlySpan<byte> name) =>
        JsonReading.MemberOf(parent, name) is { ValueKind: not JsonValueKind.Undefined } value ? JsonReading.Text(value) ?? Wrong<string>() : null;

    private DateTimeOffset? Time(JsonElement parent, ReadOnlySpan<byte> name) =>
        JsonReading.MemberOf(parent, name) is { ValueKind: not JsonValueKind.Undefined } value
            ? DateTimeStamp.TryRead(value, out var time) ? time : Wrong<DateTimeOffset>()
            : null;

    private T Enum<T>(JsonElement parent, ReadOnlySpan<byte> name, params ReadOnlySpan<T> values)
        where T : struct, System.Enum
    {
        var text = JsonReading.TextOf(parent, name);
        foreach (var value in values)
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
                return value;
        return Wrong<T>();
    }

    private T? Wrong<T>()
    {
        _isWrong = true;
        return default;
    }
}
