namespace Credentials.EvidenceStore.Storage;

internal static class AwardStatusEvents
{
    /// <summary>What happens to an award's record when it gets this status from another one.</summary>
    public static RecordEventType AsEvent(this AwardStatus status) => status switch
    {
        AwardStatus.Active => RecordEventType.Reactivated,
        AwardStatus.Suspended => RecordEventType.Suspended,
        AwardStatus.Revoked => RecordEventType.Revoked,
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };
}
