using System.IO.Compression;
using Credentials.Encoding;
using Credentials.StatusLists;

namespace Credentials.Tests.StatusLists;

public class TokenStatusListTests
{
    private const int Entries = 1 << 20;

    private const string TwoBits =
        "eNrt2zENACEQAEEuoaBABP5VIO01fCjIHTMStt9ovGVIAAAAAABAbiEBAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAEB5WwIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAID0ugQAAAAAAAAAAAAAAAAAQG12SgAAAAAAAAAAAAAAAAAAAAAAAAAAAOCSIQEAAAAAAAAAAAAAAAAAAAAAAAD8ExIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAwJEuAQAAAAAAAAAAAAAAAAAAAAAAAMB9SwIAAAAAAAAAAAAAAAAAAACoYUoAAAAAAAAAAAAAAEBqH81gAQw";

    // The two examples of section "Compressed Byte Array".
    [Theory]
    [InlineData(1, "eNrbuRgAAhcBXQ", "b9a3", new byte[] { 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1 })]
    [InlineData(2, "eNo76fITAAPfAgc", "c944f9", new byte[] { 1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3 })]
    public void The_specifications_examples_read_and_are_written(int bits, string lst, string hex, byte[] statuses)
    {
        var list = TokenStatusList.Decode(bits, lst).Value;

        Assert.Equal(hex, Convert.ToHexStringLower(list.Bytes.Span));
        Assert.Equal(statuses, All(list));
        var own = TokenStatusList.Create(bits, statuses.Length);
        for (var index = 0; index < statuses.Length; index++)
            own.Set(index, statuses[index]);
        Assert.Equal(list.Bytes.ToArray(), own.Bytes.ToArray());
        Assert.Equal(list.Bytes.ToArray(), TokenStatusList.Decode(bits, own.Encode()).Value.Bytes.ToArray());
    }

    // The lists of 1 and 2 bits in section "Test vectors for Status List encoding".
    [Theory]
    [InlineData(
        1,
        "eNrt3AENwCAMAEGogklACtKQPg9LugC9k_ACvreiogEAAKkeCQAAAAAAAAAAAAAAAAAAAIBylgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAXG9IAAAAAAAAAPwsJAAAAAAAAAAAAAAAvhsSAAAAAAAAAAAA7KpLAAAAAAAAAAAAAAAAAAAAAJsLCQAAAAAAAAAAADjelAAAAAAAAAAAKjDMAQAAAACAZC8L2AEb",
        new[] { 0, 1993, 25460, 159495, 495669, 554353, 645645, 723232, 854545, 934534, 1000345 },
        new byte[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 })]
    [InlineData(2, TwoBits, new[] { 0, 1993, 25460, 159495, 495669, 554353, 645645, 723232, 854545, 934534, 1000345 }, new byte[] { 1, 2, 1, 3, 1, 1, 2, 1, 1, 2, 3 })]
    public void The_specifications_vectors_read_and_are_written(int bits, string lst, int[] indexes, byte[] statuses)
    {
        var list = TokenStatusList.Decode(bits, lst).Value;

        var own = TokenStatusList.Create(bits, Entries);
        foreach (var (index, status) in indexes.Zip(statuses))
            own.Set(index, status);
        Assert.Equal(Entries, list.Count);
        Assert.True(own.Bytes.Span.SequenceEqual(list.Bytes.Span));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Every_entry_keeps_what_was_set_last(int bits)
    {
        var (list, random) = (TokenStatusList.Create(bits, 1024), new Random(bits));
        var statuses = new byte[1024];
        for (var change = 0; change < 10_000; change++)
        {
            var index = random.Next(1024);
            list.Set(index, statuses[index] = (byte)random.Next(1 << bits));
        }

        Assert.Equal(statuses, All(list));
        Assert.Equal(statuses, All(TokenStatusList.Decode(bits, list.Encode()).Value));
    }

    [Fact]
    public void What_is_not_in_the_list_has_no_status()
    {
        var list = TokenStatusList.Create(2, 16);

        Assert.True(list.TryGet(15, out _));
        Assert.False(list.TryGet(16, out _));
        Assert.False(list.TryGet(-1, out _));
        Assert.False(list.TryGet(long.MaxValue, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Set(16, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Set(0, 4));
    }

    [Theory]
    [InlineData(0, 8)]
    [InlineData(3, 8)]
    [InlineData(16, 8)]
    [InlineData(1, 0)]
    [InlineData(1, 9)]
    [InlineData(8, TokenStatusList.MaxBytes + 1)]
    public void A_list_has_1_2_4_or_8_bits_and_whole_bytes(int bits, int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TokenStatusList.Create(bits, count));

    [Theory]
    [InlineData(3, "eNrbuRgAAhcBXQ")]
    [InlineData(0, "eNrbuRgAAhcBXQ")]
    [InlineData(1, "")]
    [InlineData(1, "eNrbuRgAAhcBXQ==")]
    [InlineData(1, "eNrbuRgAAhcBXR")]
    [InlineData(1, "eNrbuRgAAhcBXg")]
    [InlineData(1, "eNrbuRgAAhcB")]
    [InlineData(1, "eNrbuRgAAhcBXQAA")]
    [InlineData(1, "eNrbuRg")]
    [InlineData(1, "eNoDAAAAAAE")]
    [InlineData(1, "27kYAA")]
    [InlineData(2, "eH0jYBgFo2AUjIJRMApGwUgDAAgAAAE")] // asks for a dictionary
    [InlineData(1, "H4sIAAAAAAAAA9u5GAAPZ_0nAgAAAA")]
    public void What_is_no_list_is_refused(int bits, string lst) =>
        Assert.Equal(ProblemCode.InvalidInput, TokenStatusList.Decode(bits, lst).Problem?.Code);

    [Fact]
    public void A_bomb_of_one_gigabyte_is_refused_before_it_unfolds()
    {
        using var output = new MemoryStream();
        using (var zlib = new ZLibStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var written = 0; written < 1024; written++)
                zlib.Write(zeros);
        }

        var bomb = StrictBase64Url.Encode(output.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(ProblemCode.TooLarge, TokenStatusList.Decode(1, bomb).Problem!.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5L * TokenStatusList.MaxBytes);
    }

    [Fact]
    public void Application_specific_values_are_told_from_reserved_ones() =>
        Assert.Equal([3, 12, 13, 14, 15], Enumerable.Range(0, 256).Where(value => TokenStatus.IsApplicationSpecific((byte)value)));

    private static byte[] All(TokenStatusList list) =>
        [.. Enumerable.Range(0, (int)list.Count).Select(index => list.TryGet(index, out var status) ? status : throw new InvalidOperationException())];
}
