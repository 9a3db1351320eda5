using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Wallets;

/// <summary>
/// Offers of credentials to wallets. Codes and tokens are an id and an HMAC over it under the link key, so that nothing which could be used is stored, and
/// they outlive a restart.
/// </summary>
public sealed class Offers
{
    /// <summary>Digits of a transaction code: with <see cref="MostWrongCodes"/> tries one in a hundred thousand guesses it.</summary>
    public const int TransactionCodeLength = 8;

    private const string Kind = "offer";
    private const string TwoOfOneId = "two offers have one id";
    // A hundred-thousandth of all codes: so far anyone may try, each address with pauses of its own.
    private const int MostWrongCodes = 1000;

    /// <summary>Credentials that one offer gives: enough for a wallet that takes a batch and for one that starts anew.</summary>
    public const int MostCopies = 20;

    /// <summary>After very many wrong transaction codes it is one try a pause, for whoever comes: guessing stays hopeless, and the learner is not shut out.</summary>
    public static TimeSpan WrongCodePause { get; } = TimeSpan.FromSeconds(2);

    private readonly IEvidenceStorage _storage;
    private readonly LinkKey _key;
    private readonly TimeProvider _time;

    internal Offers(IEvidenceStorage storage, StoreSecrets secrets, TimeProvider time) => (_storage, _key, _time) = (storage, secrets.Link, time);

    /// <summary>How long a code can be used.</summary>
    public static TimeSpan CodeLifetime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long an access token can be used.</summary>
    public static TimeSpan TokenLifetime { get; } = TimeSpan.FromMinutes(10);

    /// <summary>Ordered: durable with what is noted of it.</summary>
    public async Task<CreatedOffer> CreateAsync(
        string centre, Guid award, IReadOnlyList<string> configurations, bool asksCode, CancellationToken cancel = default)
    {
        var id = NewId();
        var code = asksCode ? NewTransactionCode() : null;
        var offer = New(id, centre, award, configurations, code is null ? null : HashOf(id, code));
        return await _storage.AddShortLivedInOrderAsync(Document(offer), cancel) ? new(offer, code) : throw new InvalidOperationException(TwoOfOneId);
    }

    /// <summary>Durable. An offer that asks for a code which there is not: no guess is right until <see cref="GiveCodeAsync"/> has made one.</summary>
    public async Task<StoredOffer> CreateLockedAsync(string centre, Guid award, IReadOnlyList<string> configurations, CancellationToken cancel = default)
    {
        var offer = New(NewId(), centre, award, configurations, RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes));
        return await _storage.AddShortLivedAsync(Document(offer), cancel) ? offer : throw new InvalidOperationException(TwoOfOneId);
    }

    /// <summary>Null when there is none, or nothing can come of it any more.</summary>
    public async Task<StoredOffer?> FindAsync(Guid id, CancellationToken cancel = default)
    {
        if (await _storage.FindShortLivedAsync(Kind, KeyOf(id), cancel) is not { } document || document.Expires <= _time.GetUtcNow())
            return null;
        return JsonSerializer.Deserialize<StoredOffer>(document.Content.Span)! with { Version = document.Version };
    }

    /// <summary>The <c>pre-authorized_code</c> of an offer.</summary>
    public string CodeOf(Guid offer) => LinkToken.Write(_key, LinkKind.PreAuthorizedCode, offer, 1);

    /// <summary>Whether a code is one of ours, as the HMAC in it tells without a look into the store; says nothing about its being good still.</summary>
    public bool IsCode(string code) => LinkToken.TryRead(code) is { Kind: LinkKind.PreAuthorizedCode } link && link.IsOf(_key, 1);

    /// <summary>Durable. Uses a code, once.</summary>
    /// <param name="code">The <c>pre-authorized_code</c>.</param>
    /// <param name="transactionCode">The <c>tx_code</c>; null where none came.</param>
    /// <param name="boundTo">The thumbprint of the wallet's DPoP key; null for a bearer token.</param>
    /// <param name="clientId">The wallet's <c>client_id</c>; null for anonymous access.</param>
    /// <param name="centre">At whose token endpoint it is used.</param>
    public async Task<Redemption> RedeemAsync(
        string centre, string code, string? transactionCode, string? boundTo, string? clientId, CancellationToken cancel = default)
    {
        if (LinkToken.TryRead(code) is not { Kind: LinkKind.PreAuthorizedCode } link || !link.IsOf(_key, 1))
            return new(RedemptionOutcome.WrongCode);
        while (await FindAsync(link.Id, cancel) is { } offer && offer.Centre == centre)
        {
            var now = _time.GetUtcNow();
            if (offer.RedeemedAt is not null || offer.CodeExpires <= now)
                return new(RedemptionOutcome.WrongCode);
            if (offer.TransactionCodeHash is null != transactionCode is null)
                return new(transactionCode is null ? RedemptionOutcome.TransactionCodeMissing : RedemptionOutcome.TransactionCodeUnexpected);
            if (offer.WrongCodes >= MostWrongCodes && now - offer.WrongCodeAt < WrongCodePause)
                return new(RedemptionOutcome.TooManyTries);
            var isRight = transactionCode is null
                || CryptographicOperations.FixedTimeEquals(offer.TransactionCodeHash, HashOf(offer.Id, transactionCode));
            var next = isRight
                ? offer with { RedeemedAt = now, TokenExpires = now + TokenLifetime, BoundTo = boundTo, ClientId = clientId, Version = offer.Version + 1 }
                : offer with { WrongCodes = offer.WrongCodes + 1, WrongCodeAt = now, Version = offer.Version + 1 };
            if (await _storage.ReplaceShortLivedAsync(Document(next), cancel))
                return isRight ? new(RedemptionOutcome.Redeemed, LinkToken.Write(_key, LinkKind.AccessToken, offer.Id, 1)) : new(RedemptionOutcome.WrongTransactionCode);
        }
        return new(RedemptionOutcome.WrongCode);
    }

    /// <summary>The offer that an access token was given for; null when it is none of ours, of another centre, or has expired.</summary>
    public async Task<StoredOffer?> FindByTokenAsync(string centre, string accessToken, CancellationToken cancel = default) =>
        LinkToken.TryRead(accessToken) is { Kind: LinkKind.AccessToken } link && link.IsOf(_key, 1)
        && await FindAsync(link.Id, cancel) is { } offer && offer.Centre == centre && offer.TokenExpires > _time.GetUtcNow()
            ? offer
            : null;

    /// <summary>Durable. Another transaction code in place of the one before; null when the offer was used, has expired, or asks for none.</summary>
    public async Task<CreatedOffer?> GiveCodeAsync(Guid offer, CancellationToken cancel = default)
    {
        var code = NewTransactionCode();
        var changed = await ChangeAsync(
            offer,
            old => old.RedeemedAt is not null || old.TransactionCodeHash is null || old.CodeExpires <= _time.GetUtcNow()
                ? null
                : old with { TransactionCodeHash = HashOf(offer, code) },
            cancel);
        return changed is null ? null : new(changed, code);
    }

    /// <summary>Durable. Counts a transaction code that is to be mailed; null when the offer was used, has expired, asks for none, or had that many.</summary>
    public Task<StoredOffer?> NoteMailAsync(Guid offer, int most, CancellationToken cancel = default) => ChangeAsync(
        offer,
        old => old.RedeemedAt is not null || old.TransactionCodeHash is null || old.CodeExpires <= _time.GetUtcNow() || old.CodesMailed >= most
            ? null
            : old with { CodesMailed = old.CodesMailed + 1, CodeMailedAt = _time.GetUtcNow() },
        cancel);

    /// <summary>Durable. Its code cannot be used any more; a token that it was used for stays good.</summary>
    public Task EndAsync(Guid offer, CancellationToken cancel = default) => ChangeAsync(
        offer, old => old.RedeemedAt is null ? old with { CodeExpires = _time.GetUtcNow() } : null, cancel);

    /// <summary>
    /// Ordered, before anything is signed: counts the credentials of an answer, and remembers its notification, so that the wallet can tell what became of it.
    /// False, and none is to be signed, beyond <see cref="MostCopies"/> or when the offer is gone.
    /// </summary>
    public async Task<bool> TakeAsync(Guid offer, IssuedAnswer answer, CancellationToken cancel = default)
    {
        while (await FindAsync(offer, cancel) is { } found && found.Taken + answer.Copies.Count <= MostCopies)
        {
            var next = found with { Taken = found.Taken + answer.Copies.Count, Issued = [.. found.Issued, answer], Version = found.Version + 1 };
            if (await _storage.ReplaceShortLivedInOrderAsync(Document(next), cancel))
                return true;
        }
        return false;
    }

    /// <summary>Durable. False when the offer is gone.</summary>
    public async Task<bool> NoteEventAsync(Guid offer, Guid notification, string happened, CancellationToken cancel = default) => await ChangeAsync(
        offer,
        old => old with { Issued = [.. old.Issued.Select(answer => answer.NotificationId == notification ? answer with { Event = happened } : answer)] },
        cancel) is not null;

    // Its time is nobody's business: a random id, not one of version 7.
    private static Guid NewId() => Guid.NewGuid();

    private StoredOffer New(Guid id, string centre, Guid award, IReadOnlyList<string> configurations, byte[]? transactionCodeHash) => new()
    {
        Id = id,
        AwardId = award,
        Centre = centre,
        Configurations = configurations,
        CodeExpires = _time.GetUtcNow() + CodeLifetime,
        TransactionCodeHash = transactionCodeHash,
        Version = 1,
    };

    /// <returns>What it is now; null when the offer is gone or <paramref name="change"/> refuses.</returns>
    private async Task<StoredOffer?> ChangeAsync(Guid id, Func<StoredOffer, StoredOffer?> change, CancellationToken cancel)
    {
        while (await FindAsync(id, cancel) is { } offer && change(offer) is { } changed)
        {
            changed = changed with { Version = offer.Version + 1 };
            if (await _storage.ReplaceShortLivedAsync(Document(changed), cancel))
                return changed;
        }
        return null;
    }

    private static string NewTransactionCode() => RandomNumberGenerator.GetString("0123456789", TransactionCodeLength);

    private byte[] HashOf(Guid offer, string transactionCode)
    {
        Span<byte> key = stackalloc byte[LinkKey.Length];
        _key.Authenticate((byte)LinkKind.TransactionCode, offer, 1, key);
        return HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(transactionCode));
    }

    private static ShortLivedDocument Document(StoredOffer offer) => new(
        Kind, KeyOf(offer.Id), offer.Version, (offer.TokenExpires ?? offer.CodeExpires) + TimeSpan.FromSeconds(1), JsonSerializer.SerializeToUtf8Bytes(offer));

    private static byte[] KeyOf(Guid id) => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(id.ToString("N", CultureInfo.InvariantCulture)));
}
