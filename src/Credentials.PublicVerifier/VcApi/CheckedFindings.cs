using Credentials.Verifying;
using Credentials.Web.VcApi;

namespace Credentials.PublicVerifier.VcApi;

/// <summary>
/// A report parted into errors, of which one is enough for <c>verified: false</c>, and warnings, which leave the decision to whoever asked (VC-API, section
/// "Verification Errors vs. Warnings"). Whatever failed or could not be decided is an error, but for whom to trust and, of presentations, whom the
/// credentials are about: neither is a question of verification.
/// </summary>
internal sealed class CheckedFindings
{
    private static readonly HashSet<string> OthersDecide =
        [Reasons.HolderNotShown.Reason, Reasons.NoCredentials.Reason, Reasons.SubjectIsNotHolder.Reason, Reasons.SubjectUnknown.Reason];

    private CheckedFindings(VerificationReport report, IReadOnlyList<VcProblem> errors, IReadOnlyList<VcProblem> warnings) =>
        (Report, Errors, Warnings) = (report, errors, warnings);

    public VerificationReport Report { get; }

    public IReadOnlyList<VcProblem> Errors { get; }

    public IReadOnlyList<VcProblem> Warnings { get; }

    public bool IsVerified => Errors.Count == 0;

    public static CheckedFindings Of(VerificationReport report) => Of(report, _ => false, refine: null);

    /// <param name="report">Of a presentation.</param>
    /// <param name="presentation">That presentation.</param>
    /// <param name="isUnsigned">Whether it was handed in as one that nobody signed.</param>
    /// <param name="challenge">What its holder was asked to sign; null where nothing was.</param>
    public static CheckedFindings Of(VerificationReport report, PresentedCredential presentation, bool isUnsigned, string? challenge)
    {
        // Bound to a key: then it is no business rule who presents, but what the issuer signed.
        var isBound = presentation.Contained.Any(credential => credential.SdJwtVc is not null);
        var isChallengeRight = challenge is null || presentation.Challenge == challenge;
        return Of(
            report,
            check => isUnsigned && (check.Reason == Reasons.NotSigned.Reason || check.Reason == Reasons.PresentationNotSigned.Reason),
            problem => problem.Code == Reasons.ChallengeDiffers.Reason && isChallengeRight ? problem with { Type = VcProblemTypes.InvalidDomain } : problem,
            isBound);
    }

    private static CheckedFindings Of(VerificationReport report, Func<VerificationCheck, bool> isExpected, Func<VcProblem, VcProblem>? refine, bool isBound = false)
    {
        List<VcProblem> errors = [], warnings = [];
        foreach (var check in report.Checks)
        {
            if (check.Outcome == CheckOutcome.Passed)
                continue;
            var problem = ReasonProblems.Of(check);
            var isWarning = (check.Id == CheckIds.IssuerTrust && check.Outcome == CheckOutcome.Undetermined) || isExpected(check)
                || (OthersDecide.Contains(check.Reason) && !(isBound && check.Reason == Reasons.SubjectIsNotHolder.Reason));
            (isWarning ? warnings : errors).Add(refine?.Invoke(problem) ?? problem);
        }

        foreach (var contained in report.Contained.Select(Of))
        {
            errors.AddRange(contained.Errors);
            warnings.AddRange(contained.Warnings);
        }

        return new CheckedFindings(report, errors, warnings);
    }
}
