using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.Publishing;
using Credentials.IssuerService.SigningKeys;
using Credentials.Web;

namespace Credentials.IssuerService.Issuing;

/// <summary>Centres ready to issue, made once per change of the centre or its keys: a new key signs, and a retired one stops, with the next
/// award.</summary>
public sealed class IssuingCentres(Centres centres, SigningKeyRing keys, PublicAddress address)
{
    private readonly ConcurrentDictionary<string, IssuingCentre> _ready = new(StringComparer.Ordinal);

    public async ValueTask<IssuingCentre?> FindAsync(string slug, CancellationToken cancel = default) =>
        await centres.FindAsync(slug, cancel) is { } registered ? Ready(slug, registered) : null;

    /// <summary>
    /// Asked after signing: the centre as it is now, where it is no longer the one that was signed for; null while nothing changed. Without it, what is
    /// signed while another process retires the key would be acknowledged and yet be signed after the key's retirement for every verifier.
    /// </summary>
    public async ValueTask<IssuingCentre?> FindChangedAsync(IssuingCentre used, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(used);
        return await centres.FindNowAsync(used.Centre.Slug, cancel) is { } registered && registered.Version != used.Registered.Version
            ? Ready(used.Centre.Slug, registered)
            : null;
    }

    /// <summary>
    /// What <paramref name="sign"/> makes for the centre, once more where the centre changed meanwhile: what a key signed that was retired then is shown to
    /// nobody. <see cref="ProblemCode.NotFound"/> where there is no such centre.
    /// </summary>
    public async ValueTask<Result<T>> SignAsync<T>(string slug, Func<IssuingCentre, ValueTask<Result<T>>> sign, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(sign);
        for (var issuing = await FindAsync(slug, cancel); issuing is not null;)
        {
            var signed = await sign(issuing);
            if (!signed.IsSuccess || await FindChangedAsync(issuing, cancel) is not { } changed)
                return signed;
            issuing = changed;
        }

        return new Problem(ProblemCode.NotFound, "there is no such centre");
    }

    private IssuingCentre Ready(string slug, RegisteredCentre registered)
    {
        if (_ready.TryGetValue(slug, out var ready) && ready.Registered.Version == registered.Version)
            return ready;
        var did = CentreDid.Of(address, slug);
        var made = new IssuingCentre(
            registered, did, TrustList.DocumentOf(did, registered), TrustList.EntryOf(address, registered), keys.Open(registered));

        // A key file that is put in place later is found without a restart.
        if (made.SigningKeys.Count > 0)
            _ready[slug] = made;
        return made;
    }
}
