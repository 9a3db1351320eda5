using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>What VC Data Model 2.0 section 4.13 says a presentation must be, as far as JSON shows it.</summary>
internal static class PresentationRules
{
    /// <summary>The first rule that the presentation breaks, with a JSON pointer to where; null where it breaks none.</summary>
    /// <param name="members">Of the presentation.</param>
    /// <param name="takesTokens">Whether credentials may be tokens as they are, as they were before VC Data Model 2.0.</param>
    public static VerificationCheck? FaultIn(CredentialMembers members, bool takesTokens) =>
        PointerToFault(members, takesTokens) is { } pointer ? Reasons.PresentationMalformed.Because(pointer) : null;

    private static string? PointerToFault(CredentialMembers members, bool takesTokens) =>
        members.DataModel == DataModel.Unknown || !DataModelContext.IsWellFormed(members.Context) ? "/@context"
        : !TypeValues.IsWellFormed(members.Type) ? "/type"
        : DataModelRules.IsThere(members.Id) && !UrlText.IsUrl(members.Id) ? "/id"
        : DataModelRules.IsThere(members.Holder) && !IsHolder(members.Holder) ? "/holder"
        : DataModelRules.PartFault(members.TermsOfUse, "/termsOfUse") is { } part ? part.Detail
        : !AreCredentials(members.Credentials, takesTokens) ? "/verifiableCredential"
        : null;

    private static bool IsHolder(JsonElement holder) =>
        UrlText.IsUrl(holder.ValueKind == JsonValueKind.Object ? JsonReading.MemberOf(holder, "id"u8) : holder);

    private static bool AreCredentials(JsonElement credentials, bool takesTokens)
    {
        foreach (var one in JsonReading.Each(credentials))
            if (one.ValueKind != JsonValueKind.Object && !(takesTokens && one.ValueKind == JsonValueKind.String))
                return false;
        return true;
    }
}
