using Credentials.Keys;

namespace Credentials.Tests.Keys;

public class KeyConcurrencyTests
{
    [Theory]
    [InlineData(Ed25519Libraries.Sodium)]
    [InlineData(Ed25519Libraries.OpenSsl)]
    [InlineData("P-256")]
    public void One_key_serves_many_threads_at_once(string kind)
    {
        using PrivateKey key = kind == "P-256" ? P256PrivateKey.Generate() : Ed25519PrivateKey.Generate(Ed25519Libraries.Get(kind));

        Parallel.For(0, 2_000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            byte[] message = BitConverter.GetBytes(i);
            byte[] signature = key.Sign(message);
            Assert.True(key.PublicKey.Verify(message, signature));
            signature[i % signature.Length] ^= 1;
            Assert.False(key.PublicKey.Verify(message, signature));
        });
    }
}
