using Credentials.EvidenceStore.Counting;

namespace Credentials.EvidenceStore.Storage.Sql;

/// <summary>Counts records in one pass over the narrow table, whose rows the engine only hands out.</summary>
internal static class RecordCountRows
{
    public static RecordCounts Count(SqlConnection connection, RecordCountQuery query)
    {
        var tally = new RecordTally(LearnerRows.ListHeads(connection));
        var columns = string.Join(", ", query.By.Select(ColumnOf));
        using var row = RecordSelection.All(connection, $"{columns}, learner", query.Where, query.RecordedBefore);
        var (first, second) = (query.By[0], query.By.Count > 1 ? query.By[1] : default(RecordDimension?));
        while (row.Step())
            tally.Add(Read(tally, row, 0, first), second is { } other ? Read(tally, row, 1, other) : null, row.Id(query.By.Count));
        return tally.Told();
    }

    private static string ColumnOf(RecordDimension dimension) => dimension switch
    {
        RecordDimension.Level => "eqf",
        // A number is read without making a text of it, which a million rows feel.
        RecordDimension.Field => "CAST(substr(isced, 1, 2) AS INTEGER)",
        RecordDimension.Year => "obtained_on",
        RecordDimension.Kind => "kind",
        RecordDimension.Setting => "setting",
        RecordDimension.Centre => "centre",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension)),
    };

    private static int Read(RecordTally tally, SqlStatement row, int column, RecordDimension dimension) =>
        dimension == RecordDimension.Year ? row.Day(column).Year
        : row.IsNull(column) ? RecordTally.Unknown
        : dimension == RecordDimension.Centre ? tally.CodeOf(row.Text(column))
        : row.Int32(column);
}
