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
        SignedCredential signed, IssuingCentre centre, bool isActive = true, CancellationToken cancel = default) =>
        Read(signed).TryGet(out var presented, out var unreadable) ? await RunAsync(signed, presented, centre, isActive, cancel) : unreadable;

    /// <summary>The very bytes that were signed, read as anyone would.</summary>
    public static Result<PresentedCredential> Read(SignedCredential signed) => PresentedCredential.Parse(signed.Utf8).TryGet(out var presented, out var problem)
        ? presented
        : new Problem(ProblemCode.SelfCheckFailed, $"the signed credential cannot be read: {problem.Detail}");

    /// <inheritdoc cref="RunAsync(SignedCredential, IssuingCentre, bool, CancellationToken)"/>
    /// <param name="presented">What <see cref="Read"/> gave, for who looks into it as well.</param>
    public async ValueTask<Result<SignedCredential>> RunAsync(
        SignedCredential signed, PresentedCredential presented, IssuingCentre centre, bool isActive = true, CancellationToken cancel = default)
    {
        var report = await ReportAsync(presented, centre, isActive, cancel);
        if (isActive ? report.Verdict == Verdict.Valid : report.Checks.All(check => check.Outcome == CheckOutcome.Passed || check.Id == "status"))
            return signed;
        var failures = report.Checks.Where(check => check.Outcome != CheckOutcome.Passed).Select(check => $"{check.Id} ({check.Reason})");
        return new Problem(ProblemCode.SelfCheckFailed, $"the signed credential does not pass our own verifier: {string.Join(", ", failures)}");
    }

    /// <summary>What any verifier would report of it now.</summary>
    public async ValueTask<VerificationReport> ReportAsync(
        PresentedCredential presented, IssuingCentre centre, bool isActive, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(presented);
        ArgumentNullException.ThrowIfNull(centre);
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
