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
        (await verify.RunAsync(credential, cancel)).Map(report => identity.ReceiptSigner.Sign(Guid.NewGuid(), report, credential.Span));

    public async ValueTask<Result<CheckedReceipt>> CheckAsync(ReadOnlyMemory<byte> receipt, CancellationToken cancel)
    {
        if (!VerificationReceipt.Parse(receipt.Span).TryGet(out var read, out var problem))
            return problem;
        var isOwn = read.Verifier == identity.Did;
        var document = isOwn ? new Gathered<DidDocument>.Found(identity.Document) : await documents.ResolveAsync(read.Verifier, cancel);
        return new CheckedReceipt(read, read.Check(document), isOwn);
    }
}
