using Credentials.Issuing;
using Credentials.Verifying;
using Credentials.WalletProfiles;
using Credentials.Web;

namespace Credentials.IssuerService.Issuing;

/// <summary>
/// Our own verifier, run on the very bytes that leave the house, with the facts that any verifier would gather. What does not pass is never
/// acknowledged.
/// </summary>
public sealed class SelfCheck(StatusListsAtHand lists, PublicAddress address, TimeProvider time)
{
    /// <param name="signed">What was signed.</param>
    /// <param name="centre">By whom.</param>
    /// <param name="isActive">False for a further form of an award that is suspended or revoked: then every check but the status must pass.</param>
    public async ValueTask<Result<SignedCredential>> RunAsync(
        SignedCredential signed, IssuingCentre centre, bool isActive = true, CancellationToken cancel = default)
    {
        if (!(await ReportAsync(signed, centre, isActive, cancel)).TryGet(out var report, out var problem))
            return problem;
        if (isActive ? report.Verdict == Verdict.Valid : report.Checks.All(check => check.Outcome == CheckOutcome.Passed || check.Id == "status"))
            return signed;
        var failures = report.Checks.Where(check => check.Outcome != CheckOutcome.Passed).Select(check => $"{check.Id} ({check.Reason})");
        return new Problem(ProblemCode.SelfCheckFailed, $"the signed credential does not pass our own verifier: {string.Join(", ", failures)}");
    }

    /// <summary>What any verifier would report of it now.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async ValueTask<Result<VerificationReport>> ReportAsync(SignedCredential signed, IssuingCentre centre, bool isActive, CancellationToken cancel = default)
    {
        if (!PresentedCredential.Parse(signed.Utf8).TryGet(out var presented, out var problem))
            return new Problem(ProblemCode.SelfCheckFailed, $"the signed credential cannot be read: {problem.Detail}");
        var statusLists = new Dictionary<string, Gathered<PublishedStatusList>>(presented.StatusListUrls.Count, StringComparer.Ordinal);
        foreach (var url in presented.StatusListUrls)
            statusLists[url] = await lists.FindAsync(url, centre, fresh: !isActive, cancel);
        return CredentialVerifier.Verify(presented, new VerificationFacts
        {
            Now = time.GetUtcNow(),
            IssuerDocument = new Gathered<Keys.DidDocument>.Found(centre.Document),
            TrustedIssuer = new Gathered<TrustedIssuer>.Found(centre.Trusted),
            StatusLists = statusLists,
            IssuerKeys = new IssuerKeyFacts { Document = new Gathered<Keys.DidDocument>.Found(centre.Document) },
            TokenStatusList = presented.SdJwtVc?.Status is { } status ? await lists.FindTokenAsync(status.Uri, centre, cancel) : null,
            Type = presented.SdJwtVc is { } sdJwtVc && WalletProfile.OfType(sdJwtVc.Type)?.MetadataFor(address.Url) is { } type
                ? new Gathered<TypeDescription>.Found(TypeDescription.Of(type))
                : null,
        });
    }
}
