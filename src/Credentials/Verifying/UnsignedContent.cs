using System.Text.Json;
using Credentials.LinkedData;
using Credentials.Verifying.Checks;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>What a verifier would find wrong with the content of a credential or a presentation (VC Data Model 2.0 section 4) before anybody signs it.</summary>
public static class UnsignedContent
{
    /// <summary>Each check of content, schema entries, period and status entries that such a credential would fail, whoever signed it; empty where there is none.</summary>
    /// <param name="credential">Strictly parsed JSON. Whether its period has begun or is over is not asked.</param>
    /// <param name="contexts">The contexts at hand, with which related resources are compared; null for those that are bundled.</param>
    /// <param name="takesOlder">Whether a credential of VC Data Model 1.1 is none with a fault.</param>
    public static IReadOnlyList<VerificationCheck> Faults(JsonElement credential, JsonLdContexts? contexts = null, bool takesOlder = false)
    {
        if (credential.ValueKind != JsonValueKind.Object)
            return [Reasons.NotACredential];
        contexts ??= JsonLdContexts.Bundled;
        var members = new CredentialMembers(credential, contexts);
        _ = StatusEntry.ReadAll(members.Status, out var fault);
        var isPeriod = ValidityCheck.Read(members, out var from, out var until);
        VerificationCheck?[] found =
        [
            members.DataModel == DataModel.Version1 && !takesOlder ? Reasons.ContextWrong : DataModelRules.FaultIn(members) ?? RelatedResources.FaultIn(members.RelatedResource, contexts),
            SchemaCheck.IsWellFormed(members) ? null : Reasons.SchemaMalformed,
            isPeriod ? from > until ? Reasons.PeriodReversed : null : Reasons.DateMalformed,
            fault,
            HasTypes(members.Proof) ? null : Reasons.ProofMalformed,
        ];
        return [.. found.OfType<VerificationCheck>().Where(check => check.Outcome == CheckOutcome.Failed)];
    }

    /// <summary>The first rule that a presentation breaks, as the failed check that it would get; null where it breaks none.</summary>
    /// <param name="presentation">Strictly parsed JSON. The credentials in it are not looked into.</param>
    public static VerificationCheck? FaultOfPresentation(JsonElement presentation)
    {
        var members = new CredentialMembers(presentation, JsonLdContexts.Bundled);
        return members.DataModel != DataModel.Version2 ? Reasons.PresentationMalformed.Because("/@context")
            : !JsonReading.HasText(members.Type, "VerifiablePresentation"u8) ? Reasons.PresentationMalformed.Because("/type")
            : PresentationRules.FaultIn(members, takesTokens: false);
    }

    private static bool HasTypes(JsonElement proofs)
    {
        foreach (var proof in JsonReading.Each(proofs))
            if (proof.ValueKind != JsonValueKind.Object || JsonReading.TextOf(proof, "type"u8) is null)
                return false;
        return true;
    }
}
