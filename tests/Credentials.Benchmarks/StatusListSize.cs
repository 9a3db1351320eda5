using System.Buffers.Text;
using Credentials.Issuing;
using Credentials.Keys;
using Credentials.StatusLists;

namespace Credentials.Benchmarks;

/// <summary>A list of 131,072 entries with 1 % set: its size, and the time to rebuild and sign it.</summary>
internal static class StatusListSize
{
    public static IReadOnlyList<Figure> Run()
    {
        var sample = new Sample(KeyAlgorithm.Ed25519);
        var bits = new byte[BitstringStatusList.Entries / 8];
        var permutation = new StatusIndexPermutation(new byte[32]);
        for (var counter = 0; counter < BitstringStatusList.Entries / 100; counter++)
        {
            var index = permutation.IndexOf(counter);
            bits[index / 8] |= (byte)(0x80 >> (index % 8));
        }

        var gzip = Base64Url.DecodeFromChars(BitstringStatusList.Encode(bits).AsSpan(1)).Length;
        var url = new Uri(Sample.PublicUrl, "/status/list/revocation");
        var length = 0;
        var time = Paired.Measure(
            _ => length = StatusListCredential.Sign(
                url, sample.Issuer, "revocation", bits, Sample.Now, TimeSpan.FromDays(1), TimeSpan.FromMinutes(5), sample.Key, CredentialForm.DataIntegrity).Length,
            _ => BitstringStatusList.Encode(bits));
        return
        [
            new("status list, 1 % set: gzipped", gzip, "B", AtMost: 2200),
            new("  signed", length, "B", AtMost: 3800),
            new("  rebuilt and signed", time.Ours / 1000, "ms", AtMost: 1),
            new("  of which gzip", time.Limit / 1000, "ms"),
        ];
    }
}
