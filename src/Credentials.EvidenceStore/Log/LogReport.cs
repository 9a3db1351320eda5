namespace Credentials.EvidenceStore.Log;

/// <summary>What <see cref="CheckLog"/> found.</summary>
/// <param name="Size">Entries that the signed checkpoint commits to.</param>
/// <param name="Pending">Events that are not in the log yet.</param>
/// <param name="Records">Records in the database.</param>
/// <param name="Differences">What does not fit, in the log's order, at most <see cref="MostTold"/>: sentences that name the record or the entry.</param>
/// <param name="Untold">How many more there are.</param>
public sealed record LogReport(long Size, long Pending, long Records, IReadOnlyList<string> Differences, long Untold)
{
    public const int MostTold = 20;

    public bool IsGood => Differences.Count == 0;
}
