using System.Text.Json;
using Credentials.Verifying.Checks;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying;

/// <summary>
/// What VC Data Model 2.0 says that JSON alone can show, for who is about to secure somebody's credential or presentation: the rules by which checking
/// would judge it afterwards.
/// </summary>
public static class DataModelConformance
{
    /// <summary>The first rule that a credential breaks, as the failed check that it would get; null where it breaks none.</summary>
    public static VerificationCheck? FaultIn(JsonElement credential)
    {
        var members = new CredentialMembers(credential);
        if (members.DataModel != DataModel.Version2)
            return Reasons.ContextWrong.Because("/@context");
        if (DataModelRules.FaultIn(members) is { } fault)
            return fault;
        if (!ValidityCheck.Read(members, out var from, out var until))
            return Reasons.DateMalformed;
        if (from > until)
            return Reasons.PeriodReversed;
        _ = StatusEntry.ReadAll(members.Status, out var status);
        return status is { Outcome: CheckOutcome.Failed } ? status.Because("/credentialStatus")
            : !SchemaCheck.IsWellFormed(members) ? Reasons.SchemaMalformed.Because("/credentialSchema")
            : null;
    }

    /// <summary>The first rule that a presentation breaks; the credentials in it are not looked into.</summary>
    public static VerificationCheck? FaultInPresentation(JsonElement presentation)
    {
        var members = new CredentialMembers(presentation);
        return members.DataModel != DataModel.Version2 ? Reasons.PresentationMalformed.Because("/@context")
            : !JsonReading.HasText(members.Type, "VerifiablePresentation"u8) ? Reasons.PresentationMalformed.Because("/type")
            : PresentationRules.FaultIn(members, takesTokens: false);
    }
}
