using Credentials.Keys;
using Credentials.Signing;

namespace Credentials.Verifying;

/// <summary>A verifier's own key, for signing receipts and nothing else.</summary>
/// <param name="verifier">Whose key it is.</param>
/// <param name="method">The absolute DID URL under which the verifier's DID document lists it for assertions.</param>
/// <param name="key">Ed25519 or P-256.</param>
public sealed class ReceiptSigner(Did verifier, string method, PrivateKey key)
{
    /// <summary>The receipt as UTF-8 JSON with a Data Integrity proof.</summary>
    /// <param name="id">For this receipt alone.</param>
    /// <param name="report">What was found, of what was presented.</param>
    /// <param name="presented">The credential as it was read.</param>
    public byte[] Sign(Guid id, VerificationReport report, ReadOnlySpan<byte> presented) =>
        VerificationReceiptJson.Sign(id, report, presented, verifier, new SigningKey(method, key));
}
