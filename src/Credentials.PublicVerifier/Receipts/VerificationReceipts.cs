using Credentials.Keys;
using Credentials.PublicVerifier.Gathering;
using Credentials.PublicVerifier.Presentations;
using Credentials.PublicVerifier.Verifying;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Receipts;

/// <summary>Receipts that are signed by this verifier's own key.</summary>
public sealed class VerificationReceipts(IVerifyCredentials verify, VerifierIdentity identity, DidDocuments documents) : IReceipts
{
    public async ValueTask<Result<byte[]>> MakeAsync(ReadOnlyMemory<byte> credential, CancellationToken cancel) =>
        (await verify.RunAsync(credential, cancel)).Then<byte[]>(report =>
        {
            var receipt = identity.ReceiptSigner.Sign(Guid.NewGuid(), report, credential.Span);
            // One that could not be read back here would be of use to nobody.
            return VerificationReceipt.Parse(receipt).IsSuccess ? receipt : new Problem(ProblemCode.TooLarge, "The credential says more than a receipt can hold.");
        });

    public async ValueTask<Result<CheckedReceipt>> CheckAsync(ReadOnlyMemory<byte> receipt, CancellationToken cancel)
    {
        if (!VerificationReceipt.Parse(receipt.Span).TryGet(out var read, out var problem))
            return problem;
        var isOwn = read.Verifier == identity.Did;
        var document = isOwn ? new Gathered<DidDocument>.Found(identity.Document) : await documents.ResolveAsync(read.Verifier, cancel);
        return new CheckedReceipt(read, read.Check(document), isOwn);
    }
}
