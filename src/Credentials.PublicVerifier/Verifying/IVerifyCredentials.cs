using Credentials.PublicVerifier.Gathering;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Verifying;

/// <summary>Checks what a stranger hands in.</summary>
public interface IVerifyCredentials
{
    /// <summary>The report, whatever its verdict; a problem only for what is no credential at all. Never throws for bad input.</summary>
    /// <param name="utf8">As handed in; not changed as long as the report is in use, because the report reads from it.</param>
    /// <param name="cancel">The caller's patience.</param>
    /// <param name="within">Of several checks that are asked for together; null for one by itself.</param>
    ValueTask<Result<VerificationReport>> RunAsync(ReadOnlyMemory<byte> utf8, CancellationToken cancel, FetchAllowance? within = null);
}
