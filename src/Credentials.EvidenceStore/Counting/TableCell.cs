namespace Credentials.EvidenceStore.Counting;

/// <summary>A place in one dimension of a table.</summary>
/// <param name="Kind">What it stands for.</param>
/// <param name="Code">The value, where it stands for one; null for unknown.</param>
public readonly record struct TablePlace(TablePlaceKind Kind, string? Code)
{
    public static TablePlace Total { get; } = new(TablePlaceKind.Total, null);

    public static TablePlace Stem { get; } = new(TablePlaceKind.Stem, null);

    public static TablePlace Of(string? code) => new(TablePlaceKind.Value, code);
}

/// <summary>What a place in a dimension stands for.</summary>
public enum TablePlaceKind
{
    /// <summary>One value, or unknown.</summary>
    Value,

    /// <summary>Natural sciences, ICT and engineering together: broad fields 05, 06 and 07.</summary>
    Stem,

    /// <summary>All values.</summary>
    Total,
}

/// <summary>A count of a table, a total among them.</summary>
/// <param name="Places">Where it stands, by dimension.</param>
/// <param name="Count">How many records; null where it is hidden.</param>
public sealed record TableCell(IReadOnlyList<TablePlace> Places, long? Count);
