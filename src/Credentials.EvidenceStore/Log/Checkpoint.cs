using System.Globalization;
using Credentials.Notes;

namespace Credentials.EvidenceStore.Log;

/// <summary>What the log commits itself to in public (C2SP tlog-checkpoint): the text of a signed note.</summary>
/// <param name="Origin">Which log: host and path of its address and, from its second epoch on, the epoch's name; it is its key's name too.</param>
/// <param name="Size">Entries in the tree.</param>
/// <param name="At">When it was signed, to the millisecond; an extension line of the format.</param>
internal sealed record Checkpoint(string Origin, long Size, TreeHash Root, DateTimeOffset At)
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string TimeLine = "time ";

    private const string ContinuesLine = "continues ";

    /// <summary>
    /// What earlier epochs ended with, oldest first: the log begins with the entries of each. Extension lines of the format.
    /// </summary>
    public IReadOnlyList<EndedEpoch> Continues { get; init; } = [];

    public string Sign(NoteSigner signer) => signer.Sign(string.Create(
        CultureInfo.InvariantCulture,
        $"{Origin}\n{Size}\n{Root}\n{TimeLine}{At.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture)}\n{string.Concat(Continues.Select(Write))}"));

    /// <summary>The checkpoint in a note that this key signed, of the log that the key is named after.</summary>
    public static bool TryOpen(string note, NoteKey key, out Checkpoint checkpoint)
    {
        checkpoint = null!;
        if (!SignedNote.TryOpen(note, key, out var text) || text.Split('\n') is not [var origin, var size, var root, var time, .. var continues, ""]
            || origin != key.Name || !TryReadSize(size, out var entries) || !TreeHash.TryParse(root, out var hash)
            || !time.StartsWith(TimeLine, StringComparison.Ordinal)
            || !DateTimeOffset.TryParseExact(time[TimeLine.Length..], Instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            || !TryReadEnded(continues, out var ended))
            return false;
        checkpoint = new(origin, entries, hash, at) { Continues = ended };
        return true;
    }

    private static string Write(EndedEpoch epoch) =>
        string.Create(CultureInfo.InvariantCulture, $"{ContinuesLine}{epoch.Origin} {epoch.Size} {epoch.Root}\n");

    private static bool TryReadEnded(string[] lines, out IReadOnlyList<EndedEpoch> ended)
    {
        ended = [];
        var read = new List<EndedEpoch>();
        foreach (var line in lines)
        {
            if (!line.StartsWith(ContinuesLine, StringComparison.Ordinal) || line[ContinuesLine.Length..].Split(' ') is not [{ Length: > 0 } origin, var size, var root]
                || !TryReadSize(size, out var entries) || !TreeHash.TryParse(root, out var hash))
                return false;
            read.Add(new(origin, entries, hash));
        }
        if (read.Count > 0)
            ended = read;
        return true;
    }

    /// <summary>Digits without leading zeros.</summary>
    private static bool TryReadSize(string text, out long size) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size.ToString(CultureInfo.InvariantCulture) == text;
}

/// <summary>What an epoch of the log ended with.</summary>
/// <param name="Origin">Its name.</param>
/// <param name="Size">Entries that it shares with the epochs after it.</param>
/// <param name="Root">Of the tree of these.</param>
internal sealed record EndedEpoch(string Origin, long Size, TreeHash Root);
