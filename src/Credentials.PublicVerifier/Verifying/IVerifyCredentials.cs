using Credentials.Verifying;

namespace Credentials.PublicVerifier.Verifying;

/// <summary>Checks what a stranger hands in.</summary>
public interface IVerifyCredentials
{
    /// <summary>The report, whatever its verdict; a problem only for what is no credential at all. Never throws for bad input.</summary>
    ValueTask<Result<VerificationReport>> RunAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancel);
}
