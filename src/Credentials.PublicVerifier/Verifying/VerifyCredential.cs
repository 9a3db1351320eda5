using Credentials.LinkedData;
using Credentials.Presentations;
using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Verifying;

/// <summary>Checks what a stranger hands in: parse, gather, decide.</summary>
public sealed class VerifyCredential(GatherFacts gather, JsonLdContexts contexts) : IVerifyCredentials
{
    /// <inheritdoc/>
    public async ValueTask<Result<VerificationReport>> RunAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancel, FetchAllowance? within = null)
    {
        if (!PresentedCredential.Parse(utf8, contexts).TryGet(out var presented, out var problem))
            return problem;
        return await RunAsync(presented, cancel, within);
    }

    /// <summary>The report on a credential that was read before.</summary>
    public async ValueTask<VerificationReport> RunAsync(PresentedCredential presented, CancellationToken cancel, FetchAllowance? within = null)
    {
        ArgumentNullException.ThrowIfNull(presented);
        var (facts, holder) = await GatherAsync(presented, cancel, within);
        return holder is null ? CredentialVerifier.Verify(presented, facts[0]) : CredentialVerifier.VerifyPresentation(presented, facts, holder);
    }

    /// <summary>The report on a wallet's answer: the same checks, and whether the holder made it for this request and it is what was asked for.</summary>
    public async ValueTask<VerificationReport> RunAsync(PresentedCredential presented, PresentationExpectation expected, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(presented);
        var (facts, holder) = await GatherAsync(presented, cancel);
        return PresentationVerifier.Verify(presented, expected, facts, holder);
    }

    /// <summary>The report on a presentation of which is known what its holder was asked to sign.</summary>
    /// <param name="presentation">A presentation.</param>
    /// <param name="challenge">What was asked; null where nothing was.</param>
    /// <param name="domain">For whom; null where nothing was said.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async ValueTask<VerificationReport> RunAsync(PresentedCredential presentation, string? challenge, string? domain, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        var (facts, holder) = await GatherAsync(presentation, cancel);
        if (holder is null)
            throw new ArgumentException("a credential is no presentation", nameof(presentation));
        return CredentialVerifier.VerifyPresentation(presentation, facts, holder with { ExpectedChallenge = challenge, ExpectedAudience = domain });
    }

    /// <summary>Facts of each credential, and of a presentation's own signature; no such where it is none.</summary>
    private async ValueTask<(IReadOnlyList<VerificationFacts> Facts, VerificationFacts? Holder)> GatherAsync(
        PresentedCredential presented, CancellationToken cancel, FetchAllowance? within = null)
    {
        if (!presented.IsPresentation)
            return ([await gather.RunAsync(presented, cancel, within is null ? null : new FetchAllowance(within: within))], null);
        var allowance = new FetchAllowance(within: within);
        var holder = gather.RunForHolderAsync(presented, cancel, allowance);
        var facts = await Task.WhenAll(presented.Contained.Select(credential => gather.RunAsync(credential, cancel, allowance).AsTask()));
        return (facts, await holder);
    }
}
