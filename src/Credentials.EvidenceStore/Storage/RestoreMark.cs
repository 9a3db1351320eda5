using System.Globalization;
using System.Security.Cryptography;

namespace Credentials.EvidenceStore.Storage;

/// <summary>What a database that was brought back to an earlier moment says of itself, and how far its versions are set apart from the original's.</summary>
internal static class RestoreMark
{
    /// <summary>The setting that holds it.</summary>
    public const string Setting = "restored";

    /// <summary>More changes than one member of staff sees between a back-up and its restore, and another number at each restore of one back-up.</summary>
    public static long VersionsApart => RandomNumberGenerator.GetInt32(1_000_000, int.MaxValue);

    /// <param name="takenAt">As of when the copy is; null where nobody knows.</param>
    /// <param name="restoredAt">Now.</param>
    public static string Of(DateTimeOffset? takenAt, DateTimeOffset restoredAt) =>
        string.Create(CultureInfo.InvariantCulture, $"{restoredAt.UtcDateTime:O} from {(takenAt is { } at ? $"{at.UtcDateTime:O}" : "unknown")}");
}
