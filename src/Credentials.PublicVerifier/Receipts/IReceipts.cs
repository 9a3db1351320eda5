namespace Credentials.PublicVerifier.Receipts;

/// <summary>Receipts of checks: made, and told genuine from not. None is kept.</summary>
public interface IReceipts
{
    /// <summary>Checks a credential now, and signs what was found; a problem only for what is no credential at all.</summary>
    ValueTask<Result<byte[]>> MakeAsync(ReadOnlyMemory<byte> credential, CancellationToken cancel);

    /// <summary>Whether its verifier, this one or another, signed it as it is; a problem for what is no receipt.</summary>
    ValueTask<Result<CheckedReceipt>> CheckAsync(ReadOnlyMemory<byte> receipt, CancellationToken cancel);
}
