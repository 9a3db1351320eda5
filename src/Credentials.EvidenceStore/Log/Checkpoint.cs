using System.Globalization;
using Credentials.Notes;

namespace Credentials.EvidenceStore.Log;

/// <summary>What the log commits itself to in public (C2SP tlog-checkpoint): the text of a signed note.</summary>
/// <param name="Origin">Which log: host and path of its address, which is its key's name too.</param>
/// <param name="Size">Entries in the tree.</param>
/// <param name="At">When it was signed, to the millisecond; an extension line of the format.</param>
internal sealed record Checkpoint(string Origin, long Size, TreeHash Root, DateTimeOffset At)
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string TimeLine = "time ";

    public string Sign(NoteSigner signer) => signer.Sign(string.Create(
        CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root}\n{TimeLine}{At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)}\n"));

    /// <summary>The checkpoint in a note that this key signed, of the log that the key is named after.</summary>
    public static bool TryOpen(string note, NoteKey key, out Checkpoint checkpoint)
    {
        checkpoint = null!;
        if (!SignedNote.TryOpen(note, key, out var text) || text.Split('\n') is not [var origin, var size, var root, var time, ""]
            || origin != key.Name || !TryReadSize(size, out var entries) || !TreeHash.TryParse(root, out var hash)
            || !time.StartsWith(TimeLine, StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(time[TimeLine.Length..], Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return false;
        checkpoint = new(origin, entries, hash, at);
        return true;
    }

    /// <summary>Digits without leading zeros.</summary>
    private static bool TryReadSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size.ToString(CultureInfo.InvariantCulture) == text;
}
