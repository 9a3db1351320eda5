using Credentials.Verifying;

namespace Credentials.Presentations;

/// <summary>
/// Judges an answer to a presentation request (OpenID4VP 1.0 section 8.6): everything that is asked of a credential, and besides that its holder made the
/// presentation for this very request (section 14.1.2), and that it is what was asked for. Shows no more than was asked for. Pure, and never throws for
/// anything presented.
/// </summary>
public static class PresentationVerifier
{
    /// <param name="presented">What <see cref="PresentedAnswer"/> read.</param>
    /// <param name="expected">The request.</param>
    /// <param name="facts">For each credential of a presentation, in order; for a credential alone, as an SD-JWT VC is, its own.</param>
    /// <param name="holderFacts">For the signature of a presentation; null where it is none.</param>
    /// <exception cref="ArgumentException">Facts are missing.</exception>
    public static VerificationReport Verify(
        PresentedCredential presented, PresentationExpectation expected, IReadOnlyList<VerificationFacts> facts, VerificationFacts? holderFacts)
    {
        ArgumentNullException.ThrowIfNull(presented);
        ArgumentNullException.ThrowIfNull(expected);
        ArgumentNullException.ThrowIfNull(facts);
        if (presented.IsPresentation && holderFacts is null)
            throw new ArgumentException("facts for the presentation's own signature are needed", nameof(holderFacts));
        if (!presented.IsPresentation && facts.Count != 1)
            throw new ArgumentException("facts for the credential are needed", nameof(facts));
        var report = presented.IsPresentation
            ? CredentialVerifier.VerifyPresentation(presented, facts, For(expected, holderFacts!))
            : CredentialVerifier.Verify(presented, For(expected, facts[0]));
        var request = RequestCheck.Run(expected.Ask, report.Contained.Count == 1 ? report.Contained[0] : report);
        var isHolders = report.Checks.Any(check => check.Id == CheckIds.HolderBinding && check.Reason == Reasons.HolderSigned.Reason);
        var shown = Show(report, expected.Ask, isHolders);
        List<VerificationCheck> checks = [.. shown.Checks];
        // Whatever was handed in and whatever was found: without the holder's signature for this request, nothing is valid.
        if (!isHolders && !checks.Any(check => check.Id == CheckIds.HolderBinding && check.Outcome != CheckOutcome.Passed && check.Reason != Reasons.HolderNotShown.Reason))
            checks.Add(Reasons.KeyBindingMissing);
        checks.Add(request);
        return shown with { Checks = checks };
    }

    private static VerificationFacts For(PresentationExpectation expected, VerificationFacts facts) =>
        facts with { ExpectedChallenge = expected.Nonce, ExpectedAudience = expected.ClientId };

    // What is not shown to be the holder's own is nobody's business; nor are the level and the day that a finding on the issuer may name.
    private static VerificationReport Show(VerificationReport report, PresentationAsk ask, bool isHolders) => report with
    {
        Checks = [.. report.Checks.Select(check => check.Reason == Reasons.LevelNotEntitled.Reason ? check with { Detail = null } : check)],
        Credential = isHolders && report.Credential is { } content ? AskedContent.Of(content, ask) : null,
        Source = null,
        Contained = [.. report.Contained.Select(contained => Show(contained, ask, isHolders))],
    };
}
