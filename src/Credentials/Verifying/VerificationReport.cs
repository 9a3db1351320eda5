using System.Text.Json.Serialization;

namespace Credentials.Verifying;

[JsonConverter(typeof(JsonStringEnumConverter<Verdict>))]
public enum Verdict
{
    [JsonStringEnumMemberName("valid")] Valid,
    [JsonStringEnumMemberName("invalid")] Invalid,
    [JsonStringEnumMemberName("undetermined")] Undetermined,
}

[JsonConverter(typeof(JsonStringEnumConverter<CheckOutcome>))]
public enum CheckOutcome
{
    [JsonStringEnumMemberName("passed")] Passed,
    [JsonStringEnumMemberName("failed")] Failed,
    [JsonStringEnumMemberName("undetermined")] Undetermined,
}

/// <summary>One named check.</summary>
/// <param name="Id">format, proof, issuer-key, issuer-trust, validity, status, schema, content or holder-binding.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Stable kebab-case code; pages translate it.</param>
/// <param name="Message">The same as an English sentence.</param>
public sealed record VerificationCheck(string Id, CheckOutcome Outcome, string Reason, string Message);

/// <summary>What the verifier answers: <c>schemas/verification-report.schema.json</c>.</summary>
public sealed record VerificationReport(IReadOnlyList<VerificationCheck> Checks, DateTimeOffset VerifiedAt)
{
    /// <summary>Invalid if any check failed; else undetermined if any could not be decided; else valid.</summary>
    public Verdict Verdict =>
        Checks.Any(check => check.Outcome == CheckOutcome.Failed) ? Verdict.Invalid
        : Checks.Any(check => check.Outcome == CheckOutcome.Undetermined) || Checks.Count == 0 ? Verdict.Undetermined
        : Verdict.Valid;

    /// <summary>What the credential says; null when the signature is not right, because then nothing in it is a fact.</summary>
    public ReportedCredential? Credential { get; init; }

    /// <summary>Reports of the credentials inside a presentation; empty for a credential.</summary>
    public IReadOnlyList<VerificationReport> Contained { get; init; } = [];
}

/// <summary>The content of a credential whose signature is right. The issuer's name comes from the trust list, never from the credential.</summary>
public sealed record ReportedCredential
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Description { get; init; }

    public string? Language { get; init; }

    public string? LearnerName { get; init; }

    public DateOnly? AwardedOn { get; init; }

    public DateTimeOffset? ValidFrom { get; init; }

    public DateTimeOffset? ValidUntil { get; init; }

    public string? Result { get; init; }

    public ReportedIssuer? Issuer { get; init; }

    public IReadOnlyList<ReportedLevel> Levels { get; init; } = [];

    public IReadOnlyList<string> LearningOutcomes { get; init; } = [];

    public string? Workload { get; init; }

    public string? Assessment { get; init; }

    public string? Participation { get; init; }

    public string? QualityAssurance { get; init; }

    public string? AchievementUrl { get; init; }
}

/// <param name="Did">The issuer's identifier, as the credential says and the signature proves.</param>
/// <param name="Name">From the trust list; null for an issuer it does not know.</param>
/// <param name="Kbo">From the trust list.</param>
/// <param name="Region">From the trust list.</param>
/// <param name="Register">Which list.</param>
/// <param name="ClaimedName">What the credential itself claims, to be shown as a claim only.</param>
public sealed record ReportedIssuer(string Did, string? Name, string? Kbo, string? Region, string? Register, string? ClaimedName);

/// <param name="Framework">Short id: vks, eqf; the name as given for other frameworks.</param>
/// <param name="Level">The level's number, null if it is not one we know.</param>
/// <param name="Uri">Concept URI.</param>
/// <param name="Name">The level's name as shown.</param>
public sealed record ReportedLevel(string Framework, int? Level, string Uri, string Name);
