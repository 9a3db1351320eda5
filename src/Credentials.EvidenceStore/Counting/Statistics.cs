using System.Globalization;
using Credentials.Achievements;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Counting;

/// <summary>Counts as they may be passed on.</summary>
/// <param name="By">The dimensions.</param>
/// <param name="RecordedBefore">What was recorded from this moment on is not in it.</param>
/// <param name="Cells">Counts and totals; what nobody has is not there.</param>
public sealed record StatisticsTable(IReadOnlyList<RecordDimension> By, DateTimeOffset RecordedBefore, IReadOnlyList<TableCell> Cells)
{
    /// <summary>A count of fewer persons is hidden, and so are those that it could be reckoned from.</summary>
    public static int FewestPersons => ProtectedTable.SmallestPersons;
}

/// <summary>Counts records by level, field, year, kind, setting and centre, without telling of fewer than five persons.</summary>
public sealed class Statistics
{
    private readonly IEvidenceStorage _storage;
    private readonly TimeProvider _time;
    private readonly TimeSpan _every;

    public Statistics(IEvidenceStorage storage, TimeProvider time, TimeSpan every) => (_storage, _time, _every) = (storage, time, every);

    /// <summary>Values of a dimension as words, in the order in which a table shows them.</summary>
    internal static string Word(RecordDimension dimension, int code, IReadOnlyList<string> names) => dimension switch
    {
        RecordDimension.Field => code.ToString("00", CultureInfo.InvariantCulture),
        RecordDimension.Kind => Vocabularies.ProofKind[(ProofKind)code].Word,
        RecordDimension.Setting => Vocabularies.LearningSetting[(LearningSetting)code].Word,
        RecordDimension.Centre => names[-1 - code],
        _ => code.ToString(CultureInfo.InvariantCulture),
    };

    /// <param name="by">One or two different dimensions.</param>
    /// <param name="where">Which records.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<StatisticsTable> CountAsync(IReadOnlyList<RecordDimension> by, RecordQuery where, CancellationToken cancel = default)
    {
        var before = Before();
        var counts = await _storage.CountRecordsAsync(new(by, where, before), cancel);
        string? Code(int dimension, int? code) => code is { } known ? Word(by[dimension], known, counts.Names) : null;
        var cells = ProtectedTable.Make(by, counts.Entries.Select(entry => (
            by.Count > 1 ? new[] { Code(0, entry.First), Code(1, entry.Second) } : [Code(0, entry.First)], entry.Records, entry.Learners)));
        return new(by, before, [.. cells.OrderBy(cell => Order(cell.Places[0])).ThenBy(cell => Order(cell.Places[^1]))]);
    }

    /// <summary>
    /// The same all through a period: whoever asks before and after a single award would learn from the difference what it was.
    /// </summary>
    private DateTimeOffset Before()
    {
        var now = _time.GetUtcNow();
        return _every <= TimeSpan.Zero ? now : new DateTimeOffset(now.Ticks - now.Ticks % _every.Ticks, TimeSpan.Zero);
    }

    private static (TablePlaceKind Kind, bool IsUnknown, string Code) Order(TablePlace place) => (place.Kind, place.Code is null, place.Code ?? "");
}
