using Credentials.Encoding;

namespace Credentials.Tests.Vectors;

/// <summary>The multibase specification's test vectors.</summary>
public class MultibaseVectors
{
    [VectorTheory]
    [InlineData("basic.csv", "yes mani !")]
    [InlineData("leading_zero.csv", "\0yes mani !")]
    [InlineData("two_leading_zeros.csv", "\0\0yes mani !")]
    public void The_two_known_bases_agree_and_all_others_are_refused(string file, string value)
    {
        byte[] bytes = System.Text.Encoding.ASCII.GetBytes(value);
        foreach (string line in File.ReadLines(VectorFolder.File("multibase", file)).Skip(1))
        {
            string[] columns = line.Split(", ", 2);
            string text = columns[1].Trim('"');
            switch (columns[0])
            {
                case "base58btc":
                    Assert.Equal(text, Multibase.EncodeBase58Btc(bytes));
                    Assert.True(Multibase.TryDecode(text, out byte[] fromBase58));
                    Assert.Equal(bytes, fromBase58);
                    break;
                case "base64url":
                    Assert.Equal(text, Multibase.EncodeBase64Url(bytes));
                    Assert.True(Multibase.TryDecode(text, out byte[] fromBase64));
                    Assert.Equal(bytes, fromBase64);
                    break;
                default:
                    Assert.False(Multibase.TryDecode(text, out _), columns[0]);
                    break;
            }
        }
    }
}
