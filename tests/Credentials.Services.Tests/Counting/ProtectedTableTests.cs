using Credentials.EvidenceStore.Counting;

namespace Credentials.Services.Tests.Counting;

public sealed class ProtectedTableTests
{
    private static readonly RecordDimension[] LevelAndYear = [RecordDimension.Level, RecordDimension.Year];
    private static readonly RecordDimension[] LevelAndField = [RecordDimension.Level, RecordDimension.Field];
    private static readonly RecordDimension[] FieldAndLevel = [RecordDimension.Field, RecordDimension.Level];

    [Fact]
    public void Counts_of_five_persons_are_told_with_their_total()
    {
        var table = Make([RecordDimension.Level], (["4"], 5, 5), (["5"], 12, 9));
        Assert.Equal((5, 12, 17), (CountOf(table, "4"), CountOf(table, "5"), CountOf(table, "total")));
    }

    [Fact]
    public void Many_records_of_four_persons_are_hidden()
    {
        var table = Make([RecordDimension.Level], (["4"], 60, 4), (["5"], 12, 9), (["6"], 7, 7));
        Assert.Null(CountOf(table, "4"));
    }

    [Fact]
    public void One_hidden_cell_takes_the_smallest_other_with_it_and_the_total_stays()
    {
        var table = Make([RecordDimension.Level], (["3"], 40, 30), (["4"], 2, 2), (["5"], 12, 9), (["6"], 70, 7));
        Assert.Null(CountOf(table, "4"));
        Assert.Null(CountOf(table, "5"));
        Assert.Equal((40, 70, 124), (CountOf(table, "3"), CountOf(table, "6"), CountOf(table, "total")));
    }

    [Fact]
    public void Cells_that_a_sum_shows_to_be_one_each_are_not_left_so()
    {
        // Two hidden cells with a sum of 2 would be known; the total of seven ones as well.
        var two = Make([RecordDimension.Level], (["3"], 1, 1), (["4"], 1, 1), (["5"], 12, 9));
        Assert.All(two, cell => Assert.True(cell.Places[0].Kind == TablePlaceKind.Total || cell.Count is null));
        var seven = Make([RecordDimension.Level], [.. Enumerable.Range(1, 7).Select(level => (new string?[] { $"{level}" }, 1L, 1))]);
        Assert.All(seven, cell => Assert.Null(cell.Count));
    }

    [Fact]
    public void A_subtotal_does_not_give_away_its_only_field()
    {
        var table = Make([RecordDimension.Field], (["02"], 40, 30), (["04"], 41, 30), (["06"], 3, 3));
        Assert.Null(CountOf(table, "06"));
        Assert.Null(CountOf(table, "stem"));
        Assert.NotNull(CountOf(table, "total"));
    }

    [Fact]
    public void Stem_is_the_sum_of_natural_sciences_ict_and_engineering()
    {
        var table = Make([RecordDimension.Field], (["05"], 10, 10), (["06"], 11, 10), (["07"], 12, 10), (["01"], 13, 10), ([null], 14, 10));
        Assert.Equal((33, 60), (CountOf(table, "stem"), CountOf(table, "total")));
    }

    [Fact]
    public void The_same_learners_in_several_cells_are_not_more_persons()
    {
        var learners = Enumerable.Range(0, 4).Select(_ => Guid.NewGuid()).ToList();
        var table = ProtectedTable.Make([RecordDimension.Level], [(["4"], 4, learners), (["5"], 4, learners)]);
        Assert.All(table, cell => Assert.Null(cell.Count));
    }

    [Fact]
    public void Nobody_tells_of_nobody() => Assert.Empty(Make(LevelAndYear));

    /// <summary>Small tables of all kinds, against somebody who tries all solutions.</summary>
    [Fact]
    public void No_hidden_count_of_any_table_can_be_computed()
    {
        var random = new Random(20260630);
        var (hidden, shown) = (0, 0);
        for (var round = 0; round < 4_000; round++)
        {
            var (by, stem, rows, columns) = (round % 5) switch
            {
                0 => ((RecordDimension[])[RecordDimension.Level], -1, 1, random.Next(1, 6)),
                1 => ([RecordDimension.Field], 0, 1, random.Next(1, 7)),
                2 => (LevelAndYear, -1, random.Next(1, 4), random.Next(1, 4)),
                3 => (LevelAndField, 1, random.Next(1, 4), random.Next(1, 4)),
                _ => (FieldAndLevel, 0, random.Next(1, 4), random.Next(1, 4)),
            };
            var counts = new List<(string?[] Codes, long Records, int Persons)>();
            // Fields from 04 on, so that those of the subtotal and others are among them.
            for (var row = 0; row < rows; row++)
            {
                for (var column = 0; column < columns; column++)
                {
                    if (random.Next(4) == 0)
                        continue;
                    var persons = random.Next(3) == 0 ? random.Next(5, 8) : random.Next(1, 5);
                    var records = persons + (random.Next(2) == 0 ? 0 : random.Next(3));
                    counts.Add((by.Length == 1 ? [$"0{column + 4}"] : by[0] == RecordDimension.Field ? [$"0{column + 4}", $"{row}"] : [$"{row}", $"0{column + 4}"], records, persons));
                }
            }
            var table = Make(by, [.. counts]);
            Assert.Equal(0, new Attacker(table, stem, most: 14).Determined());
            Assert.All(counts.Where(count => count.Persons < 5), count =>
                Assert.Null(table.Single(cell => cell.Places.Select(place => place.Code).SequenceEqual(count.Codes) && cell.Places.All(place => place.Kind == TablePlaceKind.Value)).Count));
            hidden += table.Count(cell => cell.Count is null);
            shown += table.Count(cell => cell.Count is not null);
        }
        Assert.True(hidden > 5_000 && shown > 5_000, $"{hidden} hidden, {shown} shown");
    }

    /// <summary>The attacker itself finds what a table without complementary suppression gives away.</summary>
    [Fact]
    public void The_attacker_of_these_tests_solves_what_can_be_solved()
    {
        TableCell[] careless =
        [
            new([TablePlace.Of("4")], null), new([TablePlace.Of("5")], 9), new([TablePlace.Total], 12),
        ];
        Assert.Equal(1, new Attacker(careless, -1, most: 14).Determined());
    }

    private static IReadOnlyList<TableCell> Make(RecordDimension[] by, params (string?[] Codes, long Records, int Persons)[] counts) => ProtectedTable.Make(
        by, counts.Select(count => (count.Codes, count.Records, (IReadOnlyList<Guid>)[.. Enumerable.Range(0, Math.Min(5, count.Persons)).Select(_ => Guid.NewGuid())])));

    private static long? CountOf(IReadOnlyList<TableCell> table, string place) => table.Single(cell => cell.Places[0] switch
    {
        { Kind: TablePlaceKind.Total } => place == "total",
        { Kind: TablePlaceKind.Stem } => place == "stem",
        var value => value.Code == place,
    }).Count;
}
