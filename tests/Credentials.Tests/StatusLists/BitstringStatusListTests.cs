using System.IO.Compression;
using Credentials.Encoding;
using Credentials.StatusLists;

namespace Credentials.Tests.StatusLists;

public class BitstringStatusListTests
{
    // The list in the examples of the specification (section 2.2): all entries unset.
    private const string SpecificationExample =
        "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA";

    [Fact]
    public void The_specifications_example_has_131072_unset_entries()
    {
        var bits = BitstringStatusList.Decode(SpecificationExample).Value;

        Assert.Equal(BitstringStatusList.MinBytes, bits.Length);
        Assert.False(bits.AsSpan().ContainsAnyExcept((byte)0));
    }

    [Fact]
    public void Index_0_is_the_left_most_bit()
    {
        var bits = new byte[BitstringStatusList.MinBytes];
        BitstringStatusList.Set(bits, 0, true);
        BitstringStatusList.Set(bits, 9, true);
        BitstringStatusList.Set(bits, BitstringStatusList.Entries - 1, true);

        Assert.Equal((0x80, 0x40, 0x01), (bits[0], bits[1], bits[^1]));
        Assert.True(BitstringStatusList.IsSet(bits, 9));
        Assert.False(BitstringStatusList.IsSet(bits, 8));
        BitstringStatusList.Set(bits, 9, false);
        Assert.Equal(0, bits[1]);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(BitstringStatusList.Entries)]
    public void An_index_outside_the_list_is_refused(int index) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BitstringStatusList.IsSet(new byte[BitstringStatusList.MinBytes], index));

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 2200)]
    [InlineData(50, 16_500)]
    public void What_was_encoded_decodes_and_is_small(int percent, int maxBytes)
    {
        var bits = ListWith(percent);

        var encoded = BitstringStatusList.Encode(bits);

        Assert.Equal(bits, BitstringStatusList.Decode(encoded).Value);
        Assert.InRange((encoded.Length - 1) * 3 / 4, 20, maxBytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("u")]
    [InlineData("H4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA")]
    [InlineData("uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA=")]
    [InlineData("uH4sIAAAAAAAAA+3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA")]
    [InlineData("uaGVsbG8gd29ybGQ")]
    [InlineData("uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAA")]
    public void What_is_no_encoded_list_is_refused(string encoded) => Assert.False(BitstringStatusList.Decode(encoded).IsSuccess);

    [Fact]
    public void A_bomb_of_one_gigabyte_is_refused_with_flat_memory()
    {
        var bomb = Bomb(1 << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var problem = BitstringStatusList.Decode(bomb).Problem;

        Assert.Equal(ProblemCode.TooLarge, problem!.Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 3 * BitstringStatusList.MaxBytes);
    }

    private static byte[] ListWith(int percent)
    {
        var bits = new byte[BitstringStatusList.MinBytes];
        var random = new Random(1);
        for (var set = 0; set < BitstringStatusList.Entries / 100 * percent; set++)
            BitstringStatusList.Set(bits, random.Next(BitstringStatusList.Entries), true);
        return bits;
    }

    internal static string Bomb(long size)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (long written = 0; written < size; written += zeros.Length)
                gzip.Write(zeros);
        }

        return Multibase.EncodeBase64Url(output.ToArray());
    }
}
