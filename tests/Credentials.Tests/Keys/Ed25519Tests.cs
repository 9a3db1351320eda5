using Credentials.Keys;

namespace Credentials.Tests.Keys;

public class Ed25519Tests
{
    // RFC 8032 section 7.1, tests 1 to 3 and SHA(abc).
    public static TheoryData<string, string, string, string, string> Rfc8032()
    {
        (string Seed, string Public, string Message, string Signature)[] vectors =
        [
            ("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
            ("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
            ("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"),
            ("833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
                "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
                "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"),
        ];
        var rows = new TheoryData<string, string, string, string, string>();
        foreach (string library in (string[])[Ed25519Libraries.Sodium, Ed25519Libraries.OpenSsl])
        {
            foreach (var vector in vectors)
                rows.Add(library, vector.Seed, vector.Public, vector.Message, vector.Signature);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rfc8032))]
    public void Signatures_are_those_of_RFC_8032(string library, string seed, string point, string message, string signature)
    {
        using var key = Ed25519PrivateKey.FromSeed(Convert.FromHexString(seed), Ed25519Libraries.Get(library));

        byte[] signed = key.Sign(Convert.FromHexString(message));

        Assert.Equal(point, Convert.ToHexStringLower(((Ed25519PublicKey)key.PublicKey).Point));
        Assert.Equal(signature, Convert.ToHexStringLower(signed));
        Assert.True(key.PublicKey.Verify(Convert.FromHexString(message), signed));
        Assert.False(key.PublicKey.Verify([.. Convert.FromHexString(message), 0], signed));
    }

    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751")]
    [InlineData("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00")]
    public void Keys_of_small_order_or_not_canonical_are_refused(string point) =>
        Assert.Equal(ProblemCode.InvalidKey, Ed25519PublicKey.Create(Convert.FromHexString(point)).Problem!.Code);

    [Theory]
    [MemberData(nameof(Ed25519Libraries.Names), MemberType = typeof(Ed25519Libraries))]
    public void Adding_the_group_order_to_S_breaks_the_signature(string library)
    {
        using var key = Ed25519PrivateKey.Generate(Ed25519Libraries.Get(library));
        byte[] signature = key.Sign("message"u8);
        byte[] order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32; i++)
        {
            int sum = signature[32 + i] + order[i] + carry;
            (signature[32 + i], carry) = ((byte)(sum & 0xff), sum >> 8);
        }

        Assert.False(key.PublicKey.Verify("message"u8, signature));
    }

    [Theory]
    [MemberData(nameof(Ed25519Libraries.Names), MemberType = typeof(Ed25519Libraries))]
    public void Each_flipped_bit_breaks_the_signature(string library)
    {
        using var key = Ed25519PrivateKey.Generate(Ed25519Libraries.Get(library));
        byte[] signature = key.Sign("message"u8);
        for (int bit = 0; bit < 512; bit++)
        {
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(key.PublicKey.Verify("message"u8, signature));
            signature[bit / 8] ^= (byte)(1 << (bit % 8));
        }
        Assert.True(key.PublicKey.Verify("message"u8, signature));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(63)]
    [InlineData(65)]
    public void A_signature_of_another_length_is_wrong(int length)
    {
        using var key = PrivateKey.Generate(KeyAlgorithm.Ed25519);

        Assert.False(key.PublicKey.Verify("message"u8, new byte[length]));
    }

    [Fact]
    public void Both_libraries_sign_alike_and_accept_each_other()
    {
        byte[] seed = new byte[32];
        new Random(1).NextBytes(seed);
        using var sodium = Ed25519PrivateKey.FromSeed(seed, Ed25519Libraries.Get(Ed25519Libraries.Sodium));
        using var openSsl = Ed25519PrivateKey.FromSeed(seed, Ed25519Libraries.Get(Ed25519Libraries.OpenSsl));

        Assert.Equal(sodium.PublicKey, openSsl.PublicKey);
        Assert.Equal(sodium.Sign("message"u8), openSsl.Sign("message"u8));
        Assert.True(sodium.PublicKey.Verify("message"u8, openSsl.Sign("message"u8)));
        Assert.True(openSsl.PublicKey.Verify("message"u8, sodium.Sign("message"u8)));
    }

    [Theory]
    [MemberData(nameof(Ed25519Libraries.Names), MemberType = typeof(Ed25519Libraries))]
    public void A_disposed_key_is_erased_and_signs_no_more(string library)
    {
        var secret = Ed25519Libraries.Get(library).Open(Enumerable.Repeat((byte)7, 32).ToArray());
        secret.Dispose();
        Assert.All(secret.Seed.ToArray(), value => Assert.Equal(0, value));

        var key = Ed25519PrivateKey.Generate(Ed25519Libraries.Get(library));
        key.Dispose();
        key.Dispose();
        Assert.Throws<ObjectDisposedException>(() => key.Sign("message"u8));
        Assert.Throws<ObjectDisposedException>(key.ToPkcs8Pem);
    }

    [Fact]
    public void A_machine_without_either_library_is_told_what_to_install()
    {
        var exception = Assert.Throws<DllNotFoundException>(() => NativeCrypto.Choose(() => null, () => null));

        Assert.Contains("libsodium", exception.Message, StringComparison.Ordinal);
        Assert.Contains("libcrypto.so.3", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenSSL_takes_the_place_of_a_missing_libsodium()
    {
        Assert.StartsWith("OpenSSL 3", NativeCrypto.Choose(() => null, OpenSslEd25519.TryLoad).Description, StringComparison.Ordinal);
        Assert.NotEmpty(NativeCrypto.Describe());
    }
}
