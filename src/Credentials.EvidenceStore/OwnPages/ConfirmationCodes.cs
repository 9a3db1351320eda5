using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.SignIn;

namespace Credentials.EvidenceStore.OwnPages;

/// <summary>
/// Codes with which a learner shows to be the one whom the centre knows, and not somebody who came by the link of the own page. A right code is good for a
/// confirmation of half an hour in one browser. Codes and confirmations are bound to the award and to the version of its link.
/// </summary>
public sealed class ConfirmationCodes
{
    /// <summary>Digits of a code.</summary>
    public const int CodeLength = 6;

    private const string Kind = "confirmation";
    private const string Purpose = "own-page";
    private const int MostWrong = 10;

    // Over a day one in twenty thousand guesses: a new code by mail is no way to go on guessing for weeks. A code from the centre begins anew.
    private const int MostWrongOfDay = 50;
    private const int MostMailed = 3;
    private const int MostMailedOfDay = 10;
    private const int SealedLength = 16 + sizeof(int) + sizeof(long) + sizeof(int);

    private readonly IEvidenceStorage _storage;
    private readonly LinkKey _key;
    private readonly ICookieSeal _seal;
    private readonly TimeProvider _time;

    internal ConfirmationCodes(IEvidenceStorage storage, StoreSecrets secrets, ICookieSeal seal, TimeProvider time) =>
        (_storage, _key, _seal, _time) = (storage, secrets.Link, seal, time);

    /// <summary>How long a code can be used.</summary>
    public static TimeSpan CodeLifetime { get; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a confirmation lasts.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(30);

    private static TimeSpan Day { get; } = TimeSpan.FromDays(1);

    /// <summary>Durable. A new code, in place of any before, for the staff who know the learner.</summary>
    public Task<GivenConfirmationCode> GiveAsync(AwardDocument award, CancellationToken cancel = default) =>
        GiveAsync(award, state => state with { WrongAt = [] }, cancel);

    /// <summary>Durable. Counts a code that is to be mailed; false where there were many in the last minutes, or in the last day.</summary>
    internal async Task<bool> NoteMailAsync(AwardDocument award, CancellationToken cancel)
    {
        var isNoted = false;
        await ChangeAsync(
            award,
            (state, now) =>
            {
                var recent = state.MailedAt.Where(at => at > now - Day).ToArray();
                isNoted = recent.Length < MostMailedOfDay && recent.Count(at => at > now - CodeLifetime) < MostMailed;
                return isNoted ? state with { MailedAt = [.. recent, now] } : state;
            },
            cancel);
        return isNoted;
    }

    /// <summary>Durable. As <see cref="GiveAsync(AwardDocument, CancellationToken)"/>, for a mail that was asked for then; null where nobody waits for it any more.</summary>
    internal async Task<GivenConfirmationCode?> GiveMailedAsync(AwardDocument award, DateTimeOffset askedAt, CancellationToken cancel) =>
        askedAt + CodeLifetime > _time.GetUtcNow() ? await GiveAsync(award, state => state, cancel) : null;

    /// <summary>Durable. Uses a code, once.</summary>
    public async Task<Confirmation> ConfirmAsync(AwardDocument award, string code, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        ArgumentNullException.ThrowIfNull(code);
        var (outcome, round) = (ConfirmationOutcome.NewCodeNeeded, 0);
        await ChangeAsync(
            award,
            (state, now) =>
            {
                round = state.Round;
                var wrong = state.WrongAt.Where(at => at > now - Day).ToArray();
                outcome = wrong.Length >= MostWrongOfDay ? ConfirmationOutcome.TooMany
                    : state.Hash is null || state.Expires <= now || state.Wrong >= MostWrong ? ConfirmationOutcome.NewCodeNeeded
                    : CryptographicOperations.FixedTimeEquals(state.Hash, HashOf(award, code)) ? ConfirmationOutcome.Confirmed
                    : ConfirmationOutcome.Wrong;
                return outcome switch
                {
                    ConfirmationOutcome.Confirmed => state with { Hash = null },
                    ConfirmationOutcome.Wrong => state with { Wrong = state.Wrong + 1, WrongAt = [.. wrong, now] },
                    _ => state,
                };
            },
            cancel);
        if (outcome != ConfirmationOutcome.Confirmed)
            return new(outcome);
        var until = _time.GetUtcNow() + Lifetime;
        Span<byte> plain = stackalloc byte[SealedLength];
        Write(award, until, round, plain);
        return new(outcome, _seal.Seal(Purpose, plain), until);
    }

    /// <summary>Until when a confirmation of this award's own page is good; null where it is not, or is another's.</summary>
    public async Task<DateTimeOffset?> FindUntilAsync(AwardDocument award, string? confirmation, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        if (confirmation is not { Length: > 0 and < 300 } || !_seal.TryOpen(Purpose, confirmation, out var plain) || plain.Length != SealedLength)
            return null;
        var until = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(20)));
        if (until <= _time.GetUtcNow())
            return null;
        var expected = new byte[SealedLength];
        Write(award, until, (await ReadAsync(KeyOf(award), cancel)).State.Round, expected);
        return expected.AsSpan().SequenceEqual(plain) ? until : null;
    }

    /// <summary>Durable. No confirmation of this award that was made before is good any more, in whichever browser it is.</summary>
    public Task EndAsync(AwardDocument award, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(award);
        return ChangeAsync(award, (state, _) => state with { Round = state.Round + 1 }, cancel);
    }

    private static void Write(AwardDocument award, DateTimeOffset until, int round, Span<byte> plain)
    {
        award.Id.TryWriteBytes(plain, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(plain[16..], award.ClaimVersion);
        BinaryPrimitives.WriteInt64BigEndian(plain[20..], until.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(plain[28..], round);
    }

    private async Task<GivenConfirmationCode> GiveAsync(AwardDocument award, Func<State, State> change, CancellationToken cancel)
    {
        var (code, expires) = (RandomNumberGenerator.GetString("0123456789", CodeLength), _time.GetUtcNow() + CodeLifetime);
        await ChangeAsync(award, (state, _) => change(state) with { Hash = HashOf(award, code), Expires = expires, Wrong = 0 }, cancel);
        return new(code, expires);
    }

    private async Task ChangeAsync(AwardDocument award, Func<State, DateTimeOffset, State> change, CancellationToken cancel)
    {
        var key = KeyOf(award);
        while (true)
        {
            var now = _time.GetUtcNow();
            var (document, state) = await ReadAsync(key, cancel);
            var changed = change(state, now);
            if (ReferenceEquals(changed, state))
                return;
            var next = new ShortLivedDocument(Kind, key, (document?.Version ?? 0) + 1, now + Day, JsonSerializer.SerializeToUtf8Bytes(changed));
            if (document is null ? await _storage.AddShortLivedAsync(next, cancel) : await _storage.ReplaceShortLivedAsync(next, cancel))
                return;
        }
    }

    private static byte[] KeyOf(AwardDocument award) =>
        SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{award.Id:N}.{award.ClaimVersion}")));

    private async Task<(ShortLivedDocument? Document, State State)> ReadAsync(byte[] key, CancellationToken cancel) =>
        await _storage.FindShortLivedAsync(Kind, key, cancel) is { } document
            ? (document, JsonSerializer.Deserialize<State>(document.Content.Span)!)
            : (null, State.None);

    private byte[] HashOf(AwardDocument award, string code)
    {
        Span<byte> key = stackalloc byte[LinkKey.Length];
        _key.Authenticate((byte)LinkKind.Confirmation, award.Id, award.ClaimVersion, key);
        return HMACSHA256.HashData(key, System.Text.Encoding.UTF8.GetBytes(code));
    }

    /// <param name="Hash">HMAC of the code under a key of the award's link; null where there is none to be used.</param>
    /// <param name="Wrong">How often a wrong one was given since the code was made.</param>
    /// <param name="WrongAt">When wrong ones were given in the last day.</param>
    /// <param name="MailedAt">When codes were asked for by mail in the last day.</param>
    /// <param name="Round">How often confirmations were ended: only those of the present round are good. It is kept longer than any of them lasts.</param>
    private sealed record State(byte[]? Hash, DateTimeOffset Expires, int Wrong, IReadOnlyList<DateTimeOffset> WrongAt, IReadOnlyList<DateTimeOffset> MailedAt, int Round = 0)
    {
        public static State None { get; } = new(null, DateTimeOffset.MinValue, 0, [], []);
    }
}

/// <summary>What came of a code.</summary>
public enum ConfirmationOutcome
{
    Confirmed,
    Wrong,

    /// <summary>There is no code that could be right: none was made, it was used, has expired, or was guessed at too often.</summary>
    NewCodeNeeded,

    /// <summary>So many wrong ones were given in a day that only a code from the centre helps.</summary>
    TooMany,
}

/// <param name="Sealed">What the browser keeps; null where the code was not right.</param>
/// <param name="Until">Until when it is good.</param>
public sealed record Confirmation(ConfirmationOutcome Outcome, string? Sealed = null, DateTimeOffset? Until = null);

/// <param name="Code">Stored nowhere.</param>
public sealed record GivenConfirmationCode(string Code, DateTimeOffset Expires);
