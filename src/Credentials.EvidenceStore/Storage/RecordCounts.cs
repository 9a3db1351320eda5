using Credentials.EvidenceStore.Counting;

namespace Credentials.EvidenceStore.Storage;

/// <summary>Which records are counted, and by what.</summary>
/// <param name="By">One or two dimensions.</param>
/// <param name="Where">Conditions; its limit and cursor mean nothing here. Without a status, what is revoked or cancelled does not count.</param>
/// <param name="RecordedBefore">What was recorded, revoked or cancelled from this moment on has not happened yet.</param>
public sealed record RecordCountQuery(IReadOnlyList<RecordDimension> By, RecordQuery Where, DateTimeOffset RecordedBefore);

/// <summary>The records that share a value in each dimension.</summary>
/// <param name="First">The code in the first dimension: a number, or -1 - n for the n-th of <see cref="RecordCounts.Names"/>; null for unknown.</param>
/// <param name="Second">The same in the second dimension.</param>
/// <param name="Records">How many.</param>
/// <param name="Learners">
/// The persons of these records, each by one learner who stands for all that are aliases of one another, but no more than <see cref="RecordCounts.Told"/>
/// of them.
/// </param>
public sealed record RecordCount(int? First, int? Second, long Records, IReadOnlyList<Guid> Learners);

/// <summary>Counts of records, one entry for each combination that there is.</summary>
/// <param name="Entries">In no order.</param>
/// <param name="Names">Names of centres, to which codes below zero refer.</param>
public sealed record RecordCounts(IReadOnlyList<RecordCount> Entries, IReadOnlyList<string> Names)
{
    /// <summary>Whoever counts wants to know whether a number of learners is under five, not how many there are.</summary>
    public const int Told = 5;
}
