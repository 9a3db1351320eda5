using System.Text.Json;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.LinkedData;
using Credentials.Signing;
using Credentials.Verifying.Checks;

namespace Credentials.Verifying.Reading;

/// <summary>Reads a presentation and the credentials in it (VC Data Model 2.0 section 4.13); no presentation inside a presentation.</summary>
internal static class PresentationReader
{
    private const int MaxCredentials = 16;

    /// <param name="takesTokens">Whether credentials may be tokens as they are, as they were before VC Data Model 2.0.</param>
    public static PresentedCredential Read(CredentialMembers members, VerificationCheck format, CompactJws? jws, bool takesTokens = false)
    {
        takesTokens |= members.DataModel == DataModel.Version1;
        IReadOnlyList<DataIntegrityProof> proofs = [];
        VerificationCheck? fault = null;
        if (jws is null)
            proofs = EmbeddedReader.ReadProofs(members, out fault);
        if (fault?.Reason == Reasons.NoProof.Reason)
            fault = Reasons.NotSigned;
        var main = ProofSigners.MainOf(proofs, JsonReading.IdOf(members.Holder));
        var method = jws?.KeyId ?? main?.VerificationMethod;
        return new PresentedCredential(jws is null ? CredentialForm.DataIntegrity : CredentialForm.VcJwt, members, Judge(members, format, takesTokens))
        {
            IsPresentation = true,
            Jws = jws,
            Proofs = proofs,
            MainProof = main,
            ProofFault = fault,
            Holder = HolderOf(members, method, takesTokens),
            VerificationMethod = method,
            SignedAt = jws is null ? main?.Created : TokenReader.SignedAt(jws, members),
            Contained = ReadContained(members.Credentials, takesTokens, members.Contexts),
        };
    }

    private static VerificationCheck Judge(CredentialMembers members, VerificationCheck format, bool takesTokens) =>
        format.Outcome == CheckOutcome.Failed ? format
        : !JsonReading.HasText(members.Type, "VerifiablePresentation"u8) ? Reasons.NotACredential
        : JsonReading.Count(members.Credentials) > MaxCredentials ? Reasons.TooManyCredentials
        : PresentationRules.FaultIn(members, takesTokens) is { } fault ? fault
        // All checks of nothing pass: a stranger's own signature alone must not look like a good credential.
        : JsonReading.Count(members.Credentials) == 0 ? Reasons.NoCredentials
        : format;

    // Without a holder named, whoever owns the key presents.
    private static Did? HolderOf(CredentialMembers members, string? method, bool takesTokens)
    {
        var named = members.Holder.ValueKind != JsonValueKind.Undefined ? JsonReading.IdOf(members.Holder)
            : takesTokens && members.Claims.Issuer.ValueKind != JsonValueKind.Undefined ? JsonReading.Text(members.Claims.Issuer)
            : method?.Split('#')[0];
        return Did.TryParse(named, out var holder) ? holder : null;
    }

    private static List<PresentedCredential> ReadContained(JsonElement credentials, bool takesTokens, JsonLdContexts contexts)
    {
        var count = JsonReading.Count(credentials);
        if (count is 0 or > MaxCredentials)
            return [];
        var contained = new List<PresentedCredential>(count);
        if (credentials.ValueKind == JsonValueKind.Array)
            foreach (var element in credentials.EnumerateArray())
                contained.Add(ReadOne(element, takesTokens, contexts));
        else
            contained.Add(ReadOne(credentials, takesTokens, contexts));
        return contained;
    }

    private static PresentedCredential ReadOne(JsonElement element, bool takesTokens, JsonLdContexts contexts) =>
        takesTokens && JsonReading.Text(element) is { } token
            ? TokenReader.Read(System.Text.Encoding.UTF8.GetBytes(token), contexts).TryGet(out var one, out _) && !one.IsPresentation
                ? one
                : TokenReader.Unread(Reasons.NotACredential)
        : element.ValueKind == JsonValueKind.Object && !JsonReading.HasText(JsonReading.MemberOf(element, "type"u8), "VerifiablePresentation"u8)
            && !JsonReading.HasText(JsonReading.MemberOf(element, "type"u8), "EnvelopedVerifiablePresentation"u8)
            && EmbeddedReader.Read(element, contexts).TryGet(out var presented, out _) && !presented.IsPresentation
            ? presented
            : TokenReader.Unread(Reasons.NotACredential);
}
