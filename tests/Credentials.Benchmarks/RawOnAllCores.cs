using System.Diagnostics;
using System.Security.Cryptography;

namespace Credentials.Benchmarks;

/// <summary>What the machine's cores together can sign and check with libsodium, on messages of a VC-JWT's size.</summary>
internal static class RawOnAllCores
{
    /// <summary>The signing input of the demo's first credential as VC-JWT, in bytes.</summary>
    private static readonly int MessageBytes = MeasureMessage();

    public static double SignaturesPerSecond() => PerSecond((raw, message, signature) => raw.Sign(message, signature));

    public static double ChecksPerSecond() => PerSecond((raw, message, signature) =>
    {
        if (!raw.Verify(message, signature))
        {
            throw new InvalidOperationException("the raw signature was refused");
        }
    });

    private static double PerSecond(Action<RawEd25519, byte[], byte[]> work)
    {
        var total = 0;
        Parallel.For(0, Environment.ProcessorCount, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, _ =>
        {
            var raw = new RawEd25519();
            var message = RandomNumberGenerator.GetBytes(MessageBytes);
            var signature = new byte[RawEd25519.SignatureBytes];
            raw.Sign(message, signature);
            var calls = 0;
            var started = Stopwatch.GetTimestamp();
            while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2))
            {
                work(raw, message, signature);
                calls++;
            }

            Interlocked.Add(ref total, calls);
        });
        return total / 2.0;
    }

    private static int MeasureMessage()
    {
        var sample = new Sample(Keys.KeyAlgorithm.Ed25519);
        return Sample.SigningInput(sample.Draft(sample.Award(0), Guid.NewGuid(), 0).Check().Value.SignAsJwt(sample.Key, Sample.Now).Utf8).Length;
    }
}
