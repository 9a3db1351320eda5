using Credentials.Verifying.Reading;

namespace Credentials.Verifying.Checks;

/// <summary>
/// Revocation and suspension by Bitstring Status List 1.0 section 3.2 and its forerunner StatusList2021, and by 1EdTech's list of revoked credentials; every
/// entry counts, and the worst answer is the answer.
/// </summary>
internal static class StatusCheck
{
    public static VerificationCheck Run(PresentedCredential credential, VerificationFacts facts, TrustedIssuer? trusted)
    {
        var entries = credential.StatusEntries;
        if (credential.StatusFault is { Outcome: CheckOutcome.Failed } broken)
            return broken;
        var isOurs = trusted is { Register: TrustedIssuer.LocalRegister };
        var worst = credential.StatusFault;
        var revocable = false;
        for (var index = 0; index < entries.Count; index++)
        {
            revocable |= entries[index].Purpose == StatusEntry.Revocation;
            worst = Worse(worst, RunOn(entries[index], credential, facts));
        }

        if (isOurs && !revocable && credential.StatusFault is null)
            worst = Worse(worst, Reasons.StatusMissing);
        return worst ?? Reasons.NoStatus;
    }

    private static VerificationCheck RunOn(StatusEntry entry, PresentedCredential credential, VerificationFacts facts)
    {
        if (entry.Kind == StatusListKind.RevocationList)
            return RevocationListCheck.Run(entry.ListUrl, credential, facts);
        if (!facts.StatusLists.TryGetValue(entry.ListUrl, out var gathered))
            return Reasons.ListUnreachable;
        switch (gathered)
        {
            case Gathered<PublishedStatusList>.Found { Value: var list }:
                return list.StatusOf(entry, credential.Issuer, facts.Now);
            case Gathered<PublishedStatusList>.NotFound missing:
                return Reasons.ListNotFound.Because(missing.Reason);
            case Gathered<PublishedStatusList>.Unreachable unreachable:
                return Reasons.ListUnreachable.Because(unreachable.Reason);
            default:
                return Reasons.ListUnreachable;
        }
    }

    // Revoked is final and so says more than any other failure.
    private static VerificationCheck Worse(VerificationCheck? one, VerificationCheck other) =>
        one is null || Rank(other) > Rank(one) ? other : one;

    private static int Rank(VerificationCheck check) => check.Outcome switch
    {
        CheckOutcome.Failed => check.Reason == Reasons.Revoked.Reason ? 3 : 2,
        CheckOutcome.Undetermined => 1,
        _ => 0,
    };
}
