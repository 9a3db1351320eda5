using System.Collections.Frozen;

namespace Credentials.IssuerService.ClassLists;

/// <summary>What will come of a row when its list is awarded.</summary>
public enum ForeseenRow : byte
{
    /// <summary>It is awarded.</summary>
    Ready,

    /// <summary>It is refused.</summary>
    Faulty,

    /// <summary>This very award was made before.</summary>
    Existing,

    /// <summary>A row before it asks for the same.</summary>
    Double,
}

/// <summary>A row that was checked: where it stands, and what will come of it.</summary>
/// <param name="Start">Where its record begins.</param>
public readonly record struct RowMark(int Row, int Start, ForeseenRow Foreseen);

/// <summary>What a check of a draft found. It is made anew whenever it is needed, so that it is kept in memory only.</summary>
internal sealed record ClassListCheck
{
    /// <summary>The version of the draft that was checked.</summary>
    public required long Version { get; init; }

    /// <summary>Every row in the order of the file.</summary>
    public required IReadOnlyList<RowMark> Rows { get; init; }

    /// <summary>Faults by row, of as many rows as are named one by one.</summary>
    public required FrozenDictionary<int, IReadOnlyList<RowError>> Faults { get; init; }

    /// <summary>The first row that asks for the same, by row.</summary>
    public required FrozenDictionary<int, int> Doubles { get; init; }

    /// <summary>Faults of the list as a whole that keep nothing from being awarded, e.g. a column that nobody knows.</summary>
    public required IReadOnlyList<RowError> Remarks { get; init; }

    /// <summary>How many learners are written to when the list is awarded.</summary>
    public required int Mails { get; init; }

    public int Count(ForeseenRow foreseen) => Rows.Count(mark => mark.Foreseen == foreseen);
}
