using System.Collections.Concurrent;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.SigningKeys;
using Credentials.Issuing;
using Credentials.SdJwtVcs;
using Credentials.Signing;
using Credentials.StatusLists;
using Credentials.Web;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>
/// The signed status lists. A request costs one indexed read of the list's version; the list is built and signed anew only when a status in it
/// changed, the centre signs with another key, or half of its validity is over, and then by one request while the others wait for it.
/// </summary>
public sealed class StatusListPublisher(
    StatusSlots slots, IssuingCentres centres, CentreCertificates certificates, PublicAddress address, IOptions<IssuerServiceOptions> options, TimeProvider time)
{
    private static readonly Problem NotThere = new(ProblemCode.NotFound, "there is no such status list");

    private readonly ConcurrentDictionary<(string List, string Purpose, CredentialForm Form), Edition> _editions = new();

    /// <summary>
    /// The list as it is now; <see cref="ProblemCode.NotFound"/> where there is no such list or purpose. Not to be had now is another truth than not there:
    /// without a key to sign it the answer is <see cref="ProblemCode.NoActiveKey"/>.
    /// </summary>
    public async ValueTask<Result<PublishedFile>> FindAsync(string list, string purpose, CredentialForm form, CancellationToken cancel = default)
    {
        if (purpose is not (StatusPurposes.Revocation or StatusPurposes.Suspension or StatusPurposes.Token) || await slots.FindListAsync(list, cancel) is not { } current)
            return NotThere;
        if (await centres.FindAsync(current.Centre, cancel) is not { } centre)
            return NotThere;
        var edition = _editions.GetOrAdd((list, purpose, form), _ => new Edition());
        var key = purpose == StatusPurposes.Token ? centre.WalletKey() : centre.ActiveKey();
        var chain = purpose == StatusPurposes.Token && key.TryGet(out var own, out _) ? certificates.Find(current.Centre, own.PrivateKey.PublicKey) : null;
        if (edition.Signed is { } signed && IsCurrent(signed, current.Version, key, chain))
            return signed.File;

        return key.TryGet(out var active, out var noKey)
            ? await BuildAsync(edition, (list, purpose, form), centre, active, chain, current.Version, cancel)
            : noKey;
    }

    private bool IsCurrent(SignedList signed, long version, Result<SigningKey> key, IssuerCertificates? chain)
    {
        var age = time.GetUtcNow() - signed.SignedAt;
        return signed.Version >= version
            && (key.TryGet(out var now, out _)
                ? signed.VerificationMethod == now.VerificationMethod && signed.Chain == chain && age < options.Value.StatusListValidity / 2
                : age < options.Value.StatusListValidity);
    }

    private async Task<Result<PublishedFile>> BuildAsync(
        Edition edition, (string List, string Purpose, CredentialForm Form) which, IssuingCentre centre, SigningKey key,
        IssuerCertificates? chain, long version, CancellationToken cancel)
    {
        var (list, purpose, form) = which;
        await edition.Building.WaitAsync(cancel);
        try
        {
            if (edition.Signed is { } signed && IsCurrent(signed, version, key, chain))
                return signed.File;
            if (await slots.ReadAsync(list, cancel) is not { } entries)
                return NotThere;
            var now = time.GetUtcNow();
            var url = new Uri(address.At($"/status/{list}/{purpose}"));
            var file = purpose == StatusPurposes.Token
                ? new PublishedFile(SignToken(url, entries, centre, key, chain, now), MediaTypes.StatusListToken, options.Value.StatusListMaxAge)
                : new PublishedFile(SignCredential(url, entries, centre, purpose, key, form, now), MediaTypes.Of(form), options.Value.StatusListMaxAge);
            file = file with { IsNegotiated = purpose != StatusPurposes.Token };
            edition.Signed = new SignedList(entries.List.Version, key.VerificationMethod, chain, now, file);
            return file;
        }
        finally
        {
            edition.Building.Release();
        }
    }

    private ReadOnlyMemory<byte> SignCredential(
        Uri url, StatusListEntries entries, IssuingCentre centre, string purpose, SigningKey key, CredentialForm form, DateTimeOffset now) =>
        StatusListCredential.Sign(
            url, centre.Did, purpose, BitsOf(entries, purpose), now, options.Value.StatusListValidity, options.Value.StatusListTimeToLive, key, form);

    /// <summary>The same statuses as the two credentials of the list, under the same indexes.</summary>
    private byte[] SignToken(Uri url, StatusListEntries entries, IssuingCentre centre, SigningKey key, IssuerCertificates? chain, DateTimeOffset now)
    {
        var statuses = TokenStatusList.Create(bits: 2, BitstringStatusList.Entries);
        foreach (var (index, status) in entries.NotActive)
            statuses.Set(index, status == AwardStatus.Revoked ? TokenStatus.Invalid : TokenStatus.Suspended);
        return System.Text.Encoding.ASCII.GetBytes(StatusListToken.Sign(
            statuses, url, centre.Trusted.Address, now, options.Value.StatusListValidity, options.Value.StatusListTimeToLive, key, chain?.Certificates));
    }

    private static byte[] BitsOf(StatusListEntries entries, string purpose)
    {
        var wanted = purpose == StatusPurposes.Revocation ? AwardStatus.Revoked : AwardStatus.Suspended;
        var bits = new byte[BitstringStatusList.Entries / 8];
        foreach (var (index, status) in entries.NotActive)
        {
            if (status == wanted)
                bits[index >> 3] |= (byte)(0x80 >> (index & 7));
        }

        return bits;
    }

    private sealed class Edition
    {
        public SemaphoreSlim Building { get; } = new(1, 1);

        public SignedList? Signed { get; set; }
    }

    private sealed record SignedList(long Version, string VerificationMethod, IssuerCertificates? Chain, DateTimeOffset SignedAt, PublishedFile File);
}
