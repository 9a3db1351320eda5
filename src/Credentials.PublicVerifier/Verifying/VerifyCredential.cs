using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Verifying;

/// <summary>Checks what a stranger hands in: parse, gather, decide.</summary>
public sealed class VerifyCredential(GatherFacts gather) : IVerifyCredentials
{
    /// <summary>The report, whatever its verdict; a problem only for what is no credential at all.</summary>
    /// <param name="utf8">The text as handed in; not changed as long as the report is in use, because the report reads from it.</param>
    /// <param name="cancel">The caller's patience.</param>
    public async ValueTask<Result<VerificationReport>> RunAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancel) =>
        PresentedCredential.Parse(utf8).TryGet(out var presented, out var problem) ? await RunAsync(presented, cancel) : problem;

    public async ValueTask<VerificationReport> RunAsync(PresentedCredential presented, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(presented);
        if (!presented.IsPresentation)
            return CredentialVerifier.Verify(presented, await gather.RunAsync(presented, cancel));
        var allowance = new FetchAllowance();
        var holder = gather.RunForHolderAsync(presented, cancel, allowance);
        var facts = await Task.WhenAll(presented.Contained.Select(credential => gather.RunAsync(credential, cancel, allowance).AsTask()));
        return CredentialVerifier.VerifyPresentation(presented, facts, await holder);
    }
}
