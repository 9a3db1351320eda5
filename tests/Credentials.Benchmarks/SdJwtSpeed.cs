using System.Globalization;
using Credentials.Keys;
using Credentials.SdJwts;
using Credentials.SdJwtVcs;
using Credentials.Signing;

namespace Credentials.Benchmarks;

/// <summary>SD-JWT VC with eight disclosures, ES256: issued and verified on one core, beside the npm library <c>@sd-jwt/sd-jwt-vc</c>, in turn.</summary>
internal static class SdJwtSpeed
{
    private const string Script = "Wallets/node/speed.mjs";
    private const int Rounds = 5;

    public static IReadOnlyList<Figure> Run()
    {
        using var key = new Holder();
        var token = System.Text.Encoding.ASCII.GetBytes(key.Issue());
        var rounds = new List<(double Issue, double Verify, double TheirIssue, double TheirVerify)>();
        for (var round = 0; round <= Rounds; round++)
        {
            var issue = OneCore.PerSecond(() => key.Issue());
            var verify = OneCore.PerSecond(() => key.Verify(token));
            var theirs = Node();
            // The first round is the warm-up.
            if (round > 0)
                rounds.Add((issue, verify, theirs.Issue, theirs.Verify));
        }

        return
        [
            new("SD-JWT VC, 8 disclosures: issued a second on one core", Paired.Median(rounds.Select(round => round.Issue)), "/s"),
            new("  to @sd-jwt/sd-jwt-vc", Paired.Median(rounds.Select(round => round.Issue / round.TheirIssue)), "", AtLeast: 2),
            new("SD-JWT VC, 8 disclosures: verified a second on one core", Paired.Median(rounds.Select(round => round.Verify)), "/s"),
            new("  to @sd-jwt/sd-jwt-vc", Paired.Median(rounds.Select(round => round.Verify / round.TheirVerify)), "", AtLeast: 2),
        ];
    }

    private static (double Issue, double Verify) Node() => NodePeer.Run(Script).Split(' ') is [var issue, var verify]
        ? (double.Parse(issue, CultureInfo.InvariantCulture), double.Parse(verify, CultureInfo.InvariantCulture))
        : throw new InvalidOperationException($"{Script} answered something else");

    private sealed class Holder : IDisposable
    {
        private static readonly string[] Claims = ["given_name", "family_name", "title", "level", "field", "grade", "outcomes", "workload"];

        private readonly SigningKey _key = new("https://issuer.example#key-1", PrivateKey.Generate(KeyAlgorithm.P256));
        private readonly PrivateKey _holder = PrivateKey.Generate(KeyAlgorithm.P256);

        public string Issue()
        {
            var claims = new SelectiveObject();
            foreach (var claim in Claims)
                claims.AddDisclosable(claim, "the value of " + claim);
            return new SdJwtVcDraft
            {
                Type = "https://issuer.example/types/micro-credential",
                Issuer = "https://issuer.example",
                IssuedAt = DateTimeOffset.UtcNow,
                HolderKey = _holder.PublicKey,
                Claims = claims,
            }.Sign(_key);
        }

        public void Verify(ReadOnlyMemory<byte> token)
        {
            if (!SdJwtVc.Parse(token).Value.SdJwt.Verify(_key.PrivateKey.PublicKey))
                throw new InvalidOperationException("the token does not verify");
        }

        public void Dispose()
        {
            _key.PrivateKey.Dispose();
            _holder.Dispose();
        }
    }
}
