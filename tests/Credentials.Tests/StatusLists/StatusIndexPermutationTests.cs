using Credentials.StatusLists;

namespace Credentials.Tests.StatusLists;

public class StatusIndexPermutationTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    public void Every_index_is_given_exactly_once(byte fill)
    {
        var permutation = new StatusIndexPermutation(Key(fill));
        var seen = new bool[BitstringStatusList.Entries];

        for (var counter = 0; counter < seen.Length; counter++)
            seen[permutation.IndexOf(counter)] = true;

        Assert.DoesNotContain(false, seen);
    }

    [Fact]
    public void The_order_depends_on_the_key_and_on_it_alone()
    {
        var (one, same, other) = (new StatusIndexPermutation(Key(7)), new StatusIndexPermutation(Key(7)), new StatusIndexPermutation(Key(8)));
        var coincidences = 0;

        for (var counter = 0; counter < 1000; counter++)
        {
            Assert.Equal(one.IndexOf(counter), same.IndexOf(counter));
            coincidences += one.IndexOf(counter) == other.IndexOf(counter) ? 1 : 0;
        }

        Assert.InRange(coincidences, 0, 3);
    }

    [Fact]
    public void Neighbouring_counters_lie_far_apart()
    {
        var permutation = new StatusIndexPermutation(Key(3));
        double sum = 0;
        for (var counter = 0; counter < 10_000; counter++)
            sum += Math.Abs(permutation.IndexOf(counter) - permutation.IndexOf(counter + 1));

        // Two independent random indexes are a third of the range apart on average.
        Assert.InRange(sum / 10_000, BitstringStatusList.Entries * 0.32, BitstringStatusList.Entries * 0.35);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(BitstringStatusList.Entries)]
    public void A_full_list_gives_no_index(int counter) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new StatusIndexPermutation(Key(0)).IndexOf(counter));

    [Fact]
    public void A_key_of_another_length_is_refused() => Assert.Throws<ArgumentException>(() => new StatusIndexPermutation(new byte[16]));

    private static byte[] Key(byte fill) => [.. Enumerable.Repeat(fill, 32)];
}
