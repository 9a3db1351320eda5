using Credentials.Verifying;

namespace Credentials.PublicVerifier.Receipts;

/// <summary>A receipt that was handed in, and what checking its signature came to.</summary>
/// <param name="IsOwn">Whether it names this verifier. Another's is worth what that other is worth.</param>
public sealed record CheckedReceipt(VerificationReceipt Receipt, ReceiptFinding Finding, bool IsOwn)
{
    /// <summary><c>genuine</c>, <c>genuine-elsewhere</c>, <c>altered</c>, <c>verifier-unreachable</c> or <c>key-unknown</c>.</summary>
    public string Outcome => Finding switch
    {
        ReceiptFinding.Genuine => IsOwn ? "genuine" : "genuine-elsewhere",
        ReceiptFinding.Altered => "altered",
        ReceiptFinding.VerifierUnreachable => "verifier-unreachable",
        _ => "key-unknown",
    };
}
