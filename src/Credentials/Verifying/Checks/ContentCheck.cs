using System.Text.Json;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// What the data model says a credential must have (<see cref="DataModelRules"/>); of an endorsement what Open Badges 3.0 says too; for an achievement
/// credential of an issuer on the trust list also what Open Badges 3.0 requires and the mandatory elements of a European micro-credential (Council
/// Recommendation 2022/C 243/02, Annex I).
/// </summary>
internal static class ContentCheck
{
    public static VerificationCheck Run(CredentialMembers members, bool isTrusted, VerificationFacts facts)
    {
        if (DataModelRules.FaultIn(members) is { } fault)
            return fault;
        var resources = RelatedResources.Compare(members.RelatedResource, facts);
        if (resources.Outcome == CheckOutcome.Failed)
            return resources;
        if (isTrusted && IsAchievement(members.Type) && AchievementContent.Run(members) is { Outcome: CheckOutcome.Failed } incomplete)
            return incomplete;
        if (Endorsements.IsEndorsement(members.Type) && Endorsements.FaultIn(members) is { } endorsement)
            return endorsement;
        return resources.Reason != Reasons.Complete.Reason ? resources
            : members.DataModel == DataModel.Version1 ? Reasons.CompleteVersion1
            : Reasons.Complete;
    }

    private static bool IsAchievement(JsonElement type) =>
        JsonReading.HasText(type, "OpenBadgeCredential"u8) || JsonReading.HasText(type, "AchievementCredential"u8);
}
