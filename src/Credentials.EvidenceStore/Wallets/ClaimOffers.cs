using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Wallets;

/// <summary>
/// Offers that learners make on their own page: one at a time for each award, so that a new one ends the one before. They have no transaction code
/// until the centre's staff ask for one, by the number that the learner reads to them.
/// </summary>
public sealed class ClaimOffers
{
    private const string Kind = "claim-offer";

    /// <summary>Offers of one award in a time of <see cref="Offers.CodeLifetime"/>: enough for every mishap, and no help in guessing codes.</summary>
    private const int MostAtOnce = 10;

    private static readonly Problem TooMany = new(ProblemCode.TooManyRequests, "Many offers of this credential were made in the last minutes; try again later.");

    private readonly IEvidenceStorage _storage;
    private readonly Offers _offers;
    private readonly TimeProvider _time;

    internal ClaimOffers(IEvidenceStorage storage, Offers offers, TimeProvider time) => (_storage, _offers, _time) = (storage, offers, time);

    /// <summary>Six digits that tell an offer from another of the same award; no secret.</summary>
    public static string NumberOf(Guid offer)
    {
        Span<byte> bytes = stackalloc byte[16];
        offer.TryWriteBytes(bytes, bigEndian: true, out _);
        return (BinaryPrimitives.ReadUInt32BigEndian(bytes) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Durable. A new offer, which ends the award's former one; <see cref="ProblemCode.TooManyRequests"/> when there were many.</summary>
    public async Task<Result<StoredOffer>> MakeAsync(string centre, Guid award, string configuration, CancellationToken cancel = default)
    {
        while (true)
        {
            var now = _time.GetUtcNow();
            var (document, current) = await FindDocumentAsync(award, cancel);
            var recent = current?.Made.Where(at => at > now - Offers.CodeLifetime).ToArray() ?? [];
            if (recent.Length >= MostAtOnce)
                return TooMany;
            var offer = await _offers.CreateLockedAsync(centre, award, [configuration], cancel);
            var next = new ShortLivedDocument(
                Kind, KeyOf(award), (document?.Version ?? 0) + 1, now + Offers.CodeLifetime + TimeSpan.FromSeconds(1),
                JsonSerializer.SerializeToUtf8Bytes(new Current(offer.Id, [.. recent, now])));
            if (document is null ? await _storage.AddShortLivedAsync(next, cancel) : await _storage.ReplaceShortLivedAsync(next, cancel))
            {
                if (current is not null)
                    await _offers.EndAsync(current.Offer, cancel);
                return offer;
            }
            await _offers.EndAsync(offer.Id, cancel);
        }
    }

    /// <summary>The award's offer while its code can be used; null when there is none.</summary>
    public async Task<StoredOffer?> FindAsync(Guid award, CancellationToken cancel = default) =>
        (await FindDocumentAsync(award, cancel)).Current is { } current
        && await _offers.FindAsync(current.Offer, cancel) is { RedeemedAt: null } offer && offer.CodeExpires > _time.GetUtcNow()
            ? offer
            : null;

    /// <summary>Durable. A new transaction code for the award's offer of that number, in place of any before; null when there is no such offer.</summary>
    public async Task<CreatedOffer?> GiveCodeAsync(Guid award, string number, CancellationToken cancel = default) =>
        await FindAsync(award, cancel) is { } offer && NumberOf(offer.Id) == number ? await _offers.GiveCodeAsync(offer.Id, cancel) : null;

    private async Task<(ShortLivedDocument? Document, Current? Current)> FindDocumentAsync(Guid award, CancellationToken cancel)
    {
        var document = await _storage.FindShortLivedAsync(Kind, KeyOf(award), cancel);
        return (document, document is null ? null : JsonSerializer.Deserialize<Current>(document.Content.Span));
    }

    private static byte[] KeyOf(Guid award) => SHA256.HashData(award.ToByteArray(bigEndian: true));

    /// <param name="Made">When offers of the award were made lately, the last one <paramref name="Offer"/>.</param>
    private sealed record Current(Guid Offer, IReadOnlyList<DateTimeOffset> Made);
}
