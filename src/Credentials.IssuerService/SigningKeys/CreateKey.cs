using Credentials.EvidenceStore.Recording;
using Credentials.Keys;
using Credentials.Web;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>Gives a centre a further signing key, which signs from then on: the file first, then the history that others see.</summary>
public sealed class CreateKey(Centres centres, SigningKeyFolder folder, PublicAddress address, TimeProvider time)
{
    /// <param name="slug">The centre.</param>
    /// <param name="algorithm">Ed25519 or P-256.</param>
    /// <param name="given">A key made elsewhere; null: a new one is made, or in Development the centre's first is taken from <c>keys-dev</c>.</param>
    public async Task<Result<KeyPeriod>> RunAsync(
        string slug, KeyAlgorithm algorithm = KeyAlgorithm.Ed25519, PrivateKey? given = null, CancellationToken cancel = default)
    {
        if (await centres.FindAsync(slug, cancel) is not { } centre)
            return new Problem(ProblemCode.NotFound, "there is no such centre");
        var key = given ?? FirstDevelopmentKey(centre, algorithm) ?? PrivateKey.Generate(algorithm);
        try
        {
            if (centre.Keys.Any(period => period.Key.Equals(key.PublicKey)))
                return new Problem(ProblemCode.InvalidKey, "the centre has this key already");
            var name = folder.Add(slug, centre.Keys.Count + 1, key);
            var period = new KeyPeriod(CentreDid.Of(address, slug).Value + "#" + name, key.PublicKey, WholeSeconds.AtOrBefore(time.GetUtcNow()));
            Result<KeyPeriod> added = period;
            var changed = await centres.ChangeKeysAsync(slug, history => added.Map<IReadOnlyList<KeyPeriod>>(key => [.. history, key]), cancel);
            return changed.Map(_ => period);
        }
        finally
        {
            if (given is null)
                key.Dispose();
        }
    }

    private PrivateKey? FirstDevelopmentKey(RegisteredCentre centre, KeyAlgorithm algorithm)
    {
        var key = folder.FindDevelopmentKey(centre.Centre.Slug, algorithm);
        return key is not null && centre.Keys.All(period => !period.Key.Equals(key.PublicKey)) ? key : null;
    }
}
