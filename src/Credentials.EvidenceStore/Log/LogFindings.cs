namespace Credentials.EvidenceStore.Log;

/// <summary>Collects differences; the first ones are kept.</summary>
internal sealed class LogFindings
{
    private readonly List<(long Position, string Text)> _told = [];
    private long _count;

    public long Untold => _count - Told.Count;

    /// <summary>What is about the log as a whole, then by the entry they belong to; what belongs to none comes last.</summary>
    public IReadOnlyList<string> Told => [.. _told.OrderBy(finding => finding.Position).Select(finding => finding.Text).Distinct().Take(LogReport.MostTold)];

    public bool IsFull => _told.Count >= 10 * LogReport.MostTold;

    public void Add(long position, string text)
    {
        _count++;
        if (!IsFull)
            _told.Add((position, text));
    }

    public void AddFirst(string text) => Add(-1, text);

    public void Add(string text) => Add(long.MaxValue, text);

    public void AddRecord(long position, Guid record, string text) => Add(position, $"record {record}: {text} (entry {position})");
}
