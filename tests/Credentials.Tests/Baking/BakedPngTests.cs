using System.Buffers.Binary;
using Credentials.Baking;

namespace Credentials.Tests.Baking;

public class BakedPngTests
{
    // One transparent pixel.
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static readonly byte[] Token = "eyJhbGciOiJFZERTQSJ9.e30.c2ln"u8.ToArray();

    [Fact]
    public void A_token_comes_out_as_it_went_in()
    {
        var baked = BakedPng.Bake(Pixel, Token).Value;
        Assert.Equal(BakedKind.Png, BakedFile.KindOf(baked));
        Assert.Equal(Token, BakedFile.CredentialIn(baked).Value.ToArray());
    }

    [Fact]
    public void The_chunk_is_as_Open_Badges_says()
    {
        // Length, type, keyword, flags and empty texts, value: section 5.3.1.1, PNG section 11.3.3.4.
        var baked = BakedPng.Bake(Pixel, Token).Value;
        var expected = (byte[])[.. "iTXtopenbadgecredential\0\0\0\0\0"u8, .. Token];
        var at = baked.AsSpan().IndexOf(expected);
        Assert.True(at > 0);
        Assert.Equal(expected.Length - 4, BinaryPrimitives.ReadInt32BigEndian(baked.AsSpan(at - 4)));
        Assert.True(at < baked.AsSpan().IndexOf("IDAT"u8));
    }

    [Fact]
    public void A_language_and_a_translated_keyword_are_passed_over()
    {
        var baked = WithChunk("openbadgecredential\0\0\0en\0badge\0"u8, Token);
        Assert.Equal(Token, BakedPng.Unbake(baked).Value.ToArray());
    }

    [Fact]
    public void An_image_without_a_credential_says_so() => AssertReason(BakingReasons.NothingInside, Pixel);

    [Fact]
    public void An_empty_place_says_so() => AssertReason(BakingReasons.NothingInside, WithChunk("openbadgecredential\0\0\0\0\0"u8, []));

    [Fact]
    public void Two_credentials_are_refused_when_read_and_when_baked()
    {
        var once = BakedPng.Bake(Pixel, Token).Value;
        var chunk = PngChunks.Compose("iTXt"u8, [.. "openbadgecredential\0\0\0\0\0"u8, .. Token]);
        AssertReason(BakingReasons.SeveralInside, [.. once[..33], .. chunk, .. once[33..]]);
        Assert.Equal(BakingReasons.SeveralInside, Assert.Single(BakedPng.Bake(once, Token).Problem!.Errors).Reason);
    }

    [Fact]
    public void A_compressed_credential_is_refused() => AssertReason(BakingReasons.FileUnreadable, WithChunk("openbadgecredential\0\u0001\0\0\0"u8, Token));

    [Fact]
    public void Every_cut_is_found()
    {
        var baked = BakedPng.Bake(Pixel, Token).Value;
        for (var length = 8; length < baked.Length; length++)
            AssertReason(BakingReasons.FileUnreadable, baked[..length]);
    }

    [Fact]
    public void Every_changed_bit_is_found()
    {
        var baked = BakedPng.Bake(Pixel, Token).Value;
        for (var index = 8; index < baked.Length; index++)
        {
            var changed = baked.ToArray();
            changed[index] ^= 1;
            Assert.False(BakedPng.Unbake(changed).IsSuccess, $"byte {index}");
        }
    }

    [Fact]
    public void What_hangs_on_behind_is_refused() => AssertReason(BakingReasons.FileUnreadable, [.. BakedPng.Bake(Pixel, Token).Value, 0]);

    [Fact]
    public void A_file_beyond_the_limit_is_not_looked_into() =>
        Assert.Equal(ProblemCode.TooLarge, BakedFile.CredentialIn((byte[])[.. Pixel, .. new byte[BakedFile.MaxBytes]]).Problem!.Code);

    [Fact]
    public void A_token_by_itself_stays_as_it_is() => Assert.Equal(Token, BakedFile.CredentialIn(Token).Value.ToArray());

    private static byte[] WithChunk(ReadOnlySpan<byte> head, ReadOnlySpan<byte> value) =>
        [.. Pixel[..33], .. PngChunks.Compose("iTXt"u8, [.. head, .. value]), .. Pixel[33..]];

    private static void AssertReason(string reason, byte[] png)
    {
        var problem = BakedPng.Unbake(png).Problem;
        Assert.Equal(ProblemCode.NotACredential, problem?.Code);
        Assert.Equal(reason, Assert.Single(problem!.Errors).Reason);
    }
}
