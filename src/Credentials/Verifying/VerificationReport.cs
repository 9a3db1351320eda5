using System.Text.Json.Serialization;
using Credentials.SdJwtVcs;

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
/// <param name="Id">format, proof, issuer-key, issuer-trust, validity, status, schema, content, holder-binding or request.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Reason">Stable kebab-case code; pages translate it.</param>
/// <param name="Message">The same as an English sentence.</param>
public sealed record VerificationCheck(string Id, CheckOutcome Outcome, string Reason, string Message)
{
    /// <summary>More of the particular case, in English and safe to show; null where the reason says it all.</summary>
    public string? Detail { get; init; }

    internal VerificationCheck Because(string detail) => this with { Detail = detail };
}

/// <summary>What the verifier answers: <c>schemas/verification-report.schema.json</c>.</summary>
public sealed record VerificationReport(IReadOnlyList<VerificationCheck> Checks, DateTimeOffset VerifiedAt)
{
    private ReportedCredential? _credential;

    /// <summary>
    /// Invalid if any check failed; else undetermined if any could not be decided; else valid. A presentation is no better than what it holds. Whether
    /// who hands in a wallet's credential is its holder is another question than whether the credential is valid: that nobody showed it is said, and
    /// decides nothing.
    /// </summary>
    public Verdict Verdict
    {
        get
        {
            var verdict = Checks.Count == 0 ? Verdict.Undetermined : Verdict.Valid;
            for (var index = 0; index < Checks.Count; index++)
                if (Checks[index].Reason != Reasons.HolderNotShown.Reason)
                    verdict = Worse(verdict, VerdictOf(Checks[index].Outcome));
            for (var index = 0; index < Contained.Count; index++)
                verdict = Worse(verdict, Contained[index].Verdict);
            return verdict;
        }
    }

    /// <summary>What the credential says; null when the signature is not right, because then nothing in it is a fact. Read when first asked for.</summary>
    public ReportedCredential? Credential
    {
        get => _credential ??= Source is null ? null : Source.Credential.SdJwtVc is { } credential ? ReportedSdJwtVc.Read(credential, Source) : ReportedContent.Read(Source);
        init => _credential = value;
    }

    /// <summary>Reports of the credentials inside a presentation; empty for a credential.</summary>
    public IReadOnlyList<VerificationReport> Contained { get; init; } = [];

    /// <summary>
    /// Reports of the endorsements inside the credential (Open Badges 3.0). Each is somebody else's word about it, so that its verdict is its own and
    /// changes nothing in this one; empty where the credential's own signature is not right.
    /// </summary>
    public IReadOnlyList<VerificationReport> Endorsements { get; init; } = [];

    /// <summary>How many further endorsements the credential holds that were not looked at.</summary>
    public int EndorsementsLeftOut { get; init; }

    /// <summary>The status lists that the checks consulted, those of the credentials inside a presentation included; none of a report that was read back.</summary>
    public IReadOnlyList<ConsultedStatusList> FindStatusLists() =>
        [.. Consulted is { } from ? ConsultedStatusList.Of(from.Credential, from.Facts) : [], .. Contained.SelectMany(report => report.FindStatusLists())];

    internal ReportSource? Source { get; init; }

    internal (PresentedCredential Credential, VerificationFacts Facts)? Consulted { get; init; }

    private static Verdict VerdictOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => Verdict.Valid,
        CheckOutcome.Failed => Verdict.Invalid,
        _ => Verdict.Undetermined,
    };

    private static Verdict Worse(Verdict one, Verdict other) =>
        one == Verdict.Invalid || other == Verdict.Invalid ? Verdict.Invalid
        : one == Verdict.Undetermined ? one
        : other;
}

/// <summary>Where a report's content is read from, should anyone ask.</summary>
internal sealed record ReportSource(PresentedCredential Credential, TrustedIssuer? Trusted, TypeMetadata? Type = null);
