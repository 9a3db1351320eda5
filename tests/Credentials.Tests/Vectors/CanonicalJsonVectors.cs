using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Credentials.Encoding;

namespace Credentials.Tests.Vectors;

/// <summary>The test data of RFC 8785's reference repository.</summary>
public partial class CanonicalJsonVectors
{
    [VectorTheory]
    [InlineData("arrays")]
    [InlineData("french")]
    [InlineData("structures")]
    [InlineData("unicode")]
    [InlineData("values")]
    [InlineData("weird")]
    public void The_published_input_gives_the_published_bytes(string name)
    {
        using var input = StrictJson.Parse(VectorFolder.Bytes("jcs", "input", $"{name}.json")).Value;

        byte[] canonical = CanonicalJson.Serialize(input.RootElement);

        Assert.Equal(VectorFolder.Text("jcs", "outhex", $"{name}.txt").Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), canonical.Select(b => b.ToString("x2", null)));
        Assert.Equal(VectorFolder.Bytes("jcs", "output", $"{name}.json"), canonical);
    }

    [VectorTheory]
    [InlineData(1_000, "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687")]
    [InlineData(10_000, "b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892")]
    [InlineData(100_000, "22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7")]
    public void The_published_sequence_of_numbers_has_the_published_hash(int lines, string sha256)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> text = stackalloc byte[EcmaScriptNumber.MaxLength];
        foreach (double value in Sequence().Take(lines))
        {
            int length = EcmaScriptNumber.Format(value, text);
            hash.AppendData(System.Text.Encoding.ASCII.GetBytes($"{BitConverter.DoubleToUInt64Bits(value):x},"));
            hash.AppendData(text[..length]);
            hash.AppendData("\n"u8);
        }

        Assert.Equal(sha256, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Listed values, then 2,000 consecutive ones from the smallest normal number on, then a chain of SHA-256 blocks.</summary>
    private static IEnumerable<double> Sequence()
    {
        foreach (Match listed in ListedValue().Matches(VectorFolder.Text("jcs", "README.md")))
            yield return BitConverter.UInt64BitsToDouble(Convert.ToUInt64(listed.Groups[1].Value, 16));
        for (ulong i = 0; i < 2000; i++)
            yield return BitConverter.UInt64BitsToDouble(0x0010000000000000 + i);
        byte[] block = new byte[32];
        while (true)
        {
            block = SHA256.HashData(block);
            for (int at = 0; at < block.Length; at += 8)
            {
                double value = BinaryPrimitives.ReadDoubleLittleEndian(block.AsSpan(at));
                if (value != 0 && double.IsFinite(value))
                    yield return value;
            }
        }
    }

    [GeneratedRegex("0x([0-9a-f]{16})n,")]
    private static partial Regex ListedValue();
}
