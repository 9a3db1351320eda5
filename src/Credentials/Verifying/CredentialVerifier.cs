using Credentials.LinkedData;
using Credentials.Verifying.Checks;

namespace Credentials.Verifying;

/// <summary>Runs the fixed list of checks. Pure: never throws for anything presented, never stops at the first finding, never fails open.</summary>
public static class CredentialVerifier
{
    /// <exception cref="ArgumentException">A presentation, which <see cref="VerifyPresentation"/> is for.</exception>
    public static VerificationReport Verify(PresentedCredential credential, VerificationFacts facts)
    {
        ArgumentNullException.ThrowIfNull(credential);
        ArgumentNullException.ThrowIfNull(facts);
        if (credential.IsPresentation)
            throw new ArgumentException("a presentation is no credential", nameof(credential));
        return Verify(credential, facts, new WorkAllowance(), isContained: false);
    }

    private static VerificationReport Verify(PresentedCredential credential, VerificationFacts facts, WorkAllowance work, bool isContained)
    {
        if (!credential.IsRead)
            return new VerificationReport([credential.Format, .. Reasons.NotRead], facts.Now);
        var trusted = facts.TrustedIssuer is Gathered<TrustedIssuer>.Found { Value: var entry } && credential.IsIssuedBy(entry) ? entry : null;
        if (credential.SdJwtVc is { } sdJwtVc)
            return SdJwtVcChecks.Run(credential, sdJwtVc, facts, trusted, isContained);
        var members = credential.Members;
        var issuerKey = IssuerKeyCheck.Run(
            credential.Issuer, credential.VerificationMethod, credential.SignedAt, facts.IssuerDocument, trusted, facts.Now, out var key);
        issuerKey = CompromisedKeyCheck.Run(issuerKey, credential, trusted, facts.Recorded);
        var proof = ProofCheck.Run(credential, key, new(facts.IssuerDocument, trusted, facts.FurtherDocuments), "assertionMethod", facts.Now);
        VerificationCheck[] checks =
        [
            credential.Format,
            proof,
            issuerKey,
            IssuerTrustCheck.Run(credential, facts.TrustedIssuer),
            ValidityCheck.Run(members, facts.Now),
            StatusCheck.Run(credential, facts, trusted),
            SchemaCheck.Run(members, facts, work),
            ContentCheck.Run(members, trusted is not null, facts),
        ];
        // A right signature by a key that might not sign makes nothing a fact either.
        var isFact = proof.Outcome == CheckOutcome.Passed && issuerKey.Outcome == CheckOutcome.Passed;
        return new VerificationReport(checks, facts.Now)
        {
            Source = isFact ? new ReportSource(credential, trusted) : null,
            Consulted = (credential, facts),
            Endorsements = isFact && facts.Endorsements.Count > 0 ? VerifyEndorsements(credential, facts.Endorsements, work) : [],
            EndorsementsLeftOut = isFact ? credential.Embedded.LeftOut : 0,
        };
    }

    private static VerificationReport[] VerifyEndorsements(PresentedCredential credential, IReadOnlyList<VerificationFacts> facts, WorkAllowance work)
    {
        var embedded = credential.Embedded.Found;
        var reports = new VerificationReport[Math.Min(embedded.Count, facts.Count)];
        for (var index = 0; index < reports.Length; index++)
        {
            var report = Verify(embedded[index].Credential, facts[index], work, isContained: true);
            reports[index] = Checks.Endorsements.PlaceFault(embedded[index]) is not { } fault ? report
                : report with { Checks = [.. report.Checks.Select(check => check.Id == CheckIds.Content && check.Outcome != CheckOutcome.Failed ? fault : check)] };
        }

        return reports;
    }

    /// <summary>A presentation: <paramref name="facts"/> belong to its credentials, in order; its own proof is checked for holder binding.</summary>
    /// <exception cref="ArgumentException">No presentation, or not one set of facts for each of its credentials.</exception>
    public static VerificationReport VerifyPresentation(
        PresentedCredential presentation, IReadOnlyList<VerificationFacts> facts, VerificationFacts holderFacts)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(holderFacts);
        if (!presentation.IsPresentation)
            throw new ArgumentException("a credential is no presentation", nameof(presentation));
        if (facts.Count != presentation.Contained.Count)
            throw new ArgumentException("facts for each credential in the presentation are needed", nameof(facts));
        var work = new WorkAllowance();
        var contained = new VerificationReport[facts.Count];
        for (var index = 0; index < contained.Length; index++)
            contained[index] = Verify(presentation.Contained[index], facts[index], work, isContained: true);
        return new VerificationReport(HolderBindingCheck.Run(presentation, holderFacts), holderFacts.Now) { Contained = contained };
    }
}
