using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>Makes the entry with which an award enters LED's outbox.</summary>
internal static class LedEntries
{
    private const int MonthsToRegister = 2;

    /// <summary>Null where the achievement need not be registered. It is due at once, or never, where the learner has no national number.</summary>
    public static LedEntryDocument? Of(AwardDocument award, CheckedAward asked)
    {
        if (!asked.Achievement.Achievement.MustBeRegistered)
            return null;
        var hasNumber = asked.Request.Learner.NationalNumber is not null;
        return new()
        {
            RecordId = award.Id,
            Centre = award.Centre,
            State = hasNumber ? LedEntryState.Waiting : LedEntryState.NoNumber,
            NextAt = hasNumber ? award.RecordedAt : null,
            Deadline = award.AwardedOn.AddMonths(MonthsToRegister),
            Version = 1,
        };
    }
}
