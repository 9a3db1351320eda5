using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>What Open Badges 3.0 says of an <c>EndorsementCredential</c> (appendix B): it names what it endorses and since when.</summary>
internal static class Endorsements
{
    public static bool IsEndorsement(JsonElement type) => JsonReading.HasText(type, "EndorsementCredential"u8);

    public static VerificationCheck? FaultIn(CredentialMembers members)
    {
        var pointer = !DataModelRules.IsThere(members.Id) ? "/id"
            : !DataModelRules.IsThere(members.DataModel == DataModel.Version1 ? members.IssuanceDate : members.ValidFrom) ? "/validFrom"
            : !UrlText.IsUrl(JsonReading.MemberOf(members.Subject, "id"u8)) ? "/credentialSubject/id"
            : !JsonReading.HasText(JsonReading.MemberOf(members.Subject, "type"u8), "EndorsementSubject"u8) ? "/credentialSubject/type"
            : null;
        return pointer is null ? null : Reasons.EndorsementIncomplete.Because(pointer);
    }

    /// <summary>Of an endorsement inside a credential: whether it is one, and about what it stands at.</summary>
    public static VerificationCheck? PlaceFault(EmbeddedEndorsement endorsement) =>
        !endorsement.Credential.IsRead ? null
        : !IsEndorsement(endorsement.Credential.Members.Type) ? Reasons.EndorsementIncomplete.Because("/type")
        : JsonReading.TextOf(endorsement.Credential.Members.Subject, "id"u8) != endorsement.Of ? Reasons.EndorsesAnother
        : null;
}
