using System.Text.Json;
using Credentials.Issuing;
using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>Whether the trust list knows the issuer, and whether it might award the levels that the credential names on the day of the award.</summary>
internal static class IssuerTrustCheck
{
    public static VerificationCheck Run(PresentedCredential credential, Gathered<TrustedIssuer> gathered)
    {
        switch (gathered)
        {
            case Gathered<TrustedIssuer>.Found { Value: var issuer } when issuer.Did == credential.Issuer:
                return JudgeLevels(credential.Members, issuer.Centre);
            case Gathered<TrustedIssuer>.Unreachable unreachable:
                return Reasons.TrustListUnreachable.Because(unreachable.Reason);
            default:
                return Reasons.UnknownIssuer;
        }
    }

    private static VerificationCheck JudgeLevels(CredentialMembers members, Centre centre)
    {
        var hasDay = DateTimeStamp.TryReadDay(
            members.AwardedDate.ValueKind == JsonValueKind.Undefined ? members.ValidFrom : members.AwardedDate, out var day);
        var result = Reasons.Trusted;
        foreach (var subject in JsonReading.Each(members.Subject))
        {
            var alignments = JsonReading.MemberOf(JsonReading.MemberOf(subject, "achievement"u8), "alignment"u8);
            if (CredentialLevels.AnyUnknown(alignments))
                result = Reasons.LevelUnknown;
            foreach (var level in CredentialLevels.In(alignments))
            {
                if (!hasDay)
                    result = Reasons.AwardDateUnknown;
                else if (!centre.MayAwardOn(level, day))
                    return Reasons.LevelNotEntitled.Because($"{level} on {day:yyyy-MM-dd}");
            }
        }

        return result;
    }
}
