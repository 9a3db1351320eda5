using Credentials.Encoding;
using Credentials.Keys;
using Credentials.Signing;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>
/// What a verifier signs about a check that it made (<c>schemas/verification-receipt.schema.json</c>): what was presented, what was found, when, and against
/// which status lists. It tells of that moment only; whether the credential still holds is for a new check. <see cref="ReceiptSigner"/> makes them.
/// </summary>
public sealed class VerificationReceipt
{
    /// <summary>The <c>type</c> of the document.</summary>
    public const string Type = "VerificationReceipt";

    private readonly DataIntegrityProof _proof;

    private VerificationReceipt(DataIntegrityProof proof) => _proof = proof;

    /// <summary>A URN, different for each receipt.</summary>
    public required string Id { get; init; }

    /// <summary>Who says to have checked.</summary>
    public required Did Verifier { get; init; }

    /// <summary>SHA-256 of the credential as it was read, in lower-case hexadecimal digits: the text itself, or what was inside an image or a PDF.</summary>
    public required string PresentedSha256 { get; init; }

    /// <summary>What was found; <see cref="VerificationReport.VerifiedAt"/> is when.</summary>
    public required VerificationReport Report { get; init; }

    /// <summary>The lists that answered for the status, as they were.</summary>
    public required IReadOnlyList<ConsultedStatusList> Consulted { get; init; }

    /// <summary>Whether a text is a receipt, rather than a credential; whether it is a good one <see cref="Parse"/> and <see cref="Check"/> tell.</summary>
    public static bool IsOne(ReadOnlySpan<byte> utf8) =>
        utf8.IndexOf("\"VerificationReceipt\""u8) >= 0 && StrictJson.ParseElement(utf8).TryGet(out var json, out _) && JsonReading.TextOf(json, "type"u8) == Type;

    /// <summary>Reads a receipt; <see cref="ProblemCode.MalformedJson"/>, <see cref="ProblemCode.TooLarge"/> or <see cref="ProblemCode.InvalidInput"/> for anything else. Checks no signature.</summary>
    public static Result<VerificationReceipt> Parse(ReadOnlySpan<byte> utf8)
    {
        if (!StrictJson.ParseElement(utf8).TryGet(out var json, out var problem))
            return problem;
        return VerificationReceiptJson.TryRead(json, out var read) && DataIntegrityProof.Read(json).TryGet(out var proofs, out _) && proofs is [var proof]
            ? new VerificationReceipt(proof)
            {
                Id = read.Id,
                Verifier = read.Verifier,
                PresentedSha256 = read.PresentedSha256,
                Report = read.Report,
                Consulted = read.Consulted,
            }
            : new Problem(ProblemCode.InvalidInput, "This is not a receipt of a check.");
    }

    /// <summary>
    /// Whether the verifier that is named signed exactly this. A key that its document does not list decides nothing: it may be a former one, or somebody
    /// else's.
    /// </summary>
    /// <param name="document">The DID document of <see cref="Verifier"/>.</param>
    public ReceiptFinding Check(Gathered<DidDocument> document)
    {
        // Who signs for another, or for another purpose, has said nothing that could be right.
        if (!Did.TryParseKeyUrl(_proof.VerificationMethod, out var signer) || signer != Verifier || _proof.ProofPurpose != "assertionMethod")
            return ReceiptFinding.Altered;
        if (document is not Gathered<DidDocument>.Found { Value: var found } || found.Id != Verifier)
            return ReceiptFinding.VerifierUnreachable;
        return found.FindAssertionMethod(_proof.VerificationMethod) is not { } method ? ReceiptFinding.KeyUnknown
            : _proof.CoversContext && _proof.Verify(method.Key) ? ReceiptFinding.Genuine
            : ReceiptFinding.Altered;
    }
}
