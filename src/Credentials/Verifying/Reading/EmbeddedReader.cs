using System.Text.Json;
using Credentials.Issuing;
using Credentials.LinkedData;
using Credentials.Signing;

namespace Credentials.Verifying.Reading;

/// <summary>Reads a JSON object: a credential with a Data Integrity proof, an enveloped one, or a presentation.</summary>
internal static class EmbeddedReader
{
    private const int MaxProofs = 8;
    private const string EnvelopePrefix = "data:application/vc+jwt,";
    private const string SdJwtEnvelopePrefix = "data:application/dc+sd-jwt,";
    private const string PresentationEnvelopePrefix = "data:application/vp+jwt,";
    private const string PlainEnvelopePrefix = "data:application/jwt,";

    public static Result<PresentedCredential> Read(JsonElement json, JsonLdContexts contexts)
    {
        var members = new CredentialMembers(json, contexts);
        if (JsonReading.HasText(members.Type, "EnvelopedVerifiableCredential"u8))
            return ReadEnvelope(members, EnvelopePrefix);
        if (JsonReading.HasText(members.Type, "EnvelopedVerifiablePresentation"u8))
            return ReadEnvelope(members, PresentationEnvelopePrefix);
        if (JsonReading.HasText(members.Type, "VerifiablePresentation"u8))
            return PresentationReader.Read(members, Reasons.PresentationWellFormed, jws: null);
        if (JsonReading.HasText(members.Type, "VerifiableCredential"u8))
            return ReadCredential(members);
        return new Problem(ProblemCode.NotACredential, "the JSON object has no type VerifiableCredential or VerifiablePresentation");
    }

    /// <summary>Reads the proofs of a secured document; why none can be checked stands in <paramref name="fault"/>.</summary>
    public static IReadOnlyList<DataIntegrityProof> ReadProofs(CredentialMembers members, out VerificationCheck? fault)
    {
        fault = null;
        var count = JsonReading.Count(members.Proof);
        if (count is 0 or > MaxProofs)
        {
            fault = count == 0 ? Reasons.NoProof : Reasons.ProofMalformed;
            return [];
        }

        if (DataIntegrityProof.Read(members.Json, members.Contexts).TryGet(out var proofs, out var problem))
            return proofs;
        var finding = IsUnknownKind(members.Proof) ? Reasons.ProofNotSupported : Reasons.ProofMalformed;
        fault = finding.Because(problem.Detail);
        return [];
    }

    private static PresentedCredential ReadCredential(CredentialMembers members)
    {
        var proofs = ReadProofs(members, out var fault);
        var main = ProofSigners.MainOf(proofs, JsonReading.IdOf(members.Issuer));
        var format = JsonReading.Count(members.Proof) > MaxProofs ? Reasons.TooManyProofs : Reasons.WellFormed;
        return new PresentedCredential(CredentialForm.DataIntegrity, members, format)
        {
            Proofs = proofs,
            ProofFault = fault,
            MainProof = main,
            VerificationMethod = main?.VerificationMethod,
            SignedAt = main?.Created,
        };
    }

    private static Result<PresentedCredential> ReadEnvelope(CredentialMembers members, string prefix)
    {
        if (JsonReading.Text(members.Id) is not { } url || !DataModelContext.IncludesVersion2(members.Context))
            return TokenReader.Unread(Reasons.EnvelopeMalformed);
        if (prefix == EnvelopePrefix && url.StartsWith(SdJwtEnvelopePrefix, StringComparison.OrdinalIgnoreCase) && url.Contains('~', StringComparison.Ordinal))
            return SdJwtReader.Read(System.Text.Encoding.UTF8.GetBytes(url[SdJwtEnvelopePrefix.Length..]));
        if (url.StartsWith(PlainEnvelopePrefix, StringComparison.OrdinalIgnoreCase))
            return ReadPlain(System.Text.Encoding.UTF8.GetBytes(url[PlainEnvelopePrefix.Length..]), prefix == PresentationEnvelopePrefix, members.Contexts);
        if (!url.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return TokenReader.Unread(Reasons.EnvelopeMalformed);
        var inside = TokenReader.Read(System.Text.Encoding.UTF8.GetBytes(url[prefix.Length..]), members.Contexts);
        return inside.TryGet(out var presented, out _) && presented.IsPresentation == (prefix == PresentationEnvelopePrefix)
            ? presented
            : TokenReader.Unread(Reasons.EnvelopeMalformed);
    }

    // No media type of VC-JOSE-COSE: what is secured stands in a claim of its own, as it did before there was that specification.
    private static PresentedCredential ReadPlain(ReadOnlyMemory<byte> token, bool isPresentation, JsonLdContexts contexts) =>
        isPresentation
            ? WrappedPresentationReader.TryRead(token, contexts, out var presentation) ? presentation : TokenReader.Unread(Reasons.EnvelopeMalformed)
            : WrappedCredentialReader.TryRead(token, contexts, out var credential) ? credential : TokenReader.Unread(Reasons.EnvelopeMalformed);

    // The difference between what nobody can read and what only we cannot.
    private static bool IsUnknownKind(JsonElement proof)
    {
        foreach (var one in JsonReading.Each(proof))
        {
            if (JsonReading.TextOf(one, "type"u8) is { } type
                && Cryptosuite.Find(type, JsonReading.TextOf(one, "cryptosuite"u8)) is null)
                return true;
        }

        return false;
    }
}
