using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// What VC Data Model 2.0 sections 4 and 5 say a credential must be, as far as JSON shows it; of a credential of 1.1 what that version says. The period of
/// validity, the status and the schema have checks of their own.
/// </summary>
internal static class DataModelRules
{
    /// <summary>The first rule that the credential breaks, with a JSON pointer to where; null where it breaks none.</summary>
    public static VerificationCheck? FaultIn(CredentialMembers members) =>
        members.DataModel == DataModel.Unknown || !DataModelContext.IsWellFormed(members.Context) ? Reasons.ContextWrong.Because("/@context")
        : !TypeValues.IsWellFormed(members.Type) || !JsonReading.HasText(members.Type, "VerifiableCredential"u8) ? Reasons.TypeWrong.Because("/type")
        : IsThere(members.Id) && !UrlText.IsUrl(members.Id) ? Reasons.IdMalformed.Because("/id")
        : IssuerFault(members.Issuer)
        ?? SubjectFault(members.Subject)
        ?? (members.DataModel == DataModel.Version1 ? IssuanceFault(members) : TextFault(members))
        ?? PartFault(members)
        ?? RelatedResources.FaultIn(members.RelatedResource);

    internal static bool IsThere(JsonElement value) => value.ValueKind != JsonValueKind.Undefined;

    /// <summary>A part that must be one or several objects with a type (section 4.5), each with a URL for its <c>id</c> where it has one.</summary>
    internal static VerificationCheck? PartFault(JsonElement parts, string pointer)
    {
        foreach (var part in JsonReading.Each(parts))
        {
            if (part.ValueKind != JsonValueKind.Object || !TypeValues.IsWellFormed(JsonReading.MemberOf(part, "type"u8)))
                return Reasons.TypeOfPartMissing.Because(pointer);
            if (part.TryGetProperty("id"u8, out var id) && !UrlText.IsUrl(id))
                return Reasons.IdMalformed.Because(pointer + "/id");
        }

        return IsThere(parts) && JsonReading.Count(parts) == 0 ? Reasons.TypeOfPartMissing.Because(pointer) : null;
    }

    private static VerificationCheck? PartFault(CredentialMembers members) =>
        PartFault(members.Evidence, "/evidence")
        ?? PartFault(members.TermsOfUse, "/termsOfUse")
        ?? PartFault(members.RefreshService, "/refreshService")
        ?? PartFault(members.ConfidenceMethod, "/confidenceMethod")
        ?? PartFault(members.RenderMethod, "/renderMethod");

    private static VerificationCheck? IssuerFault(JsonElement issuer) =>
        UrlText.IsUrl(issuer.ValueKind == JsonValueKind.Object ? JsonReading.MemberOf(issuer, "id"u8) : issuer)
            ? null
            : Reasons.IssuerMalformed.Because("/issuer");

    private static VerificationCheck? TextFault(CredentialMembers members) =>
        TextFault(members.Name, "/name")
        ?? TextFault(members.Description, "/description")
        ?? TextFault(JsonReading.MemberOf(members.Issuer, "name"u8), "/issuer/name")
        ?? TextFault(JsonReading.MemberOf(members.Issuer, "description"u8), "/issuer/description");

    private static VerificationCheck? TextFault(JsonElement text, string pointer) =>
        IsThere(text) && !LanguageText.IsWellFormed(text) ? Reasons.TextMalformed.Because(pointer) : null;

    private static VerificationCheck? IssuanceFault(CredentialMembers members) =>
        IsThere(members.IssuanceDate) ? null : Reasons.IssuanceDateMissing.Because("/issuanceDate");

    private static VerificationCheck? SubjectFault(JsonElement subjects)
    {
        foreach (var subject in JsonReading.Each(subjects))
        {
            if (subject.ValueKind != JsonValueKind.Object || subject.GetPropertyCount() == 0)
                return Reasons.SubjectMissing.Because("/credentialSubject");
            if (subject.TryGetProperty("id"u8, out var id) && !UrlText.IsUrl(id))
                return Reasons.IdMalformed.Because("/credentialSubject/id");
        }

        return JsonReading.Count(subjects) == 0 ? Reasons.SubjectMissing.Because("/credentialSubject") : null;
    }
}
