using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Credentials.Presentations;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>A presentation request and what became of it, as it is kept.</summary>
public sealed record AskedRequest
{
    /// <summary>How long a wallet may answer.</summary>
    public static TimeSpan OpenFor { get; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an answer is kept at most, for the page or the program that waits for it.</summary>
    public static TimeSpan AnswerKeptFor { get; } = TimeSpan.FromMinutes(5);

    /// <summary>How long it stays after its page was closed, so that a page that is only loaded anew finds it again.</summary>
    public static TimeSpan ClosingTakes { get; } = TimeSpan.FromSeconds(15);

    public required string Id { get; init; }

    public required KeptAsk Ask { get; init; }

    public required ResponseMode ResponseMode { get; init; }

    public required WayToWallet CrossDevice { get; init; }

    public required WayToWallet SameDevice { get; init; }

    /// <summary>PKCS#8 of the key that the answer is encrypted to; null for <c>direct_post</c>.</summary>
    public byte[]? EncryptionKey { get; init; }

    /// <summary>SHA-256 of the secret in the cookie of the browser that asked; null where a program did.</summary>
    public byte[]? SessionHash { get; init; }

    /// <summary>Id of the API key of the program that asked.</summary>
    public string? Caller { get; init; }

    /// <summary>Where a program wants the wallet to lead back to; null where the answer comes from another device, or to our own page.</summary>
    public string? RedirectUri { get; init; }

    public required DateTimeOffset OpenUntil { get; init; }

    /// <summary>When it is forgotten; until it was answered, a while after <see cref="OpenUntil"/>, so that the page can say that it has expired.</summary>
    public required DateTimeOffset GoneAt { get; init; }

    /// <summary>Its page was closed, and it is forgotten earlier unless the page comes back.</summary>
    public DateTimeOffset? ClosingAt { get; init; }

    /// <summary>Counts how often the page was opened: only the last one to be opened can close the request.</summary>
    public int View { get; init; }

    public AnswerKind Answer { get; init; }

    /// <summary>SHA-256 of the code that must come with the browser; null where the answer came from another device.</summary>
    public byte[]? ResponseCodeHash { get; init; }

    /// <summary>Whether the code came with the browser that asked.</summary>
    public bool IsReleased { get; init; }

    /// <summary>The report as JSON.</summary>
    public byte[]? Report { get; init; }

    /// <summary>Not in the content: the place's own.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    [JsonIgnore]
    public DateTimeOffset Expires => ClosingAt is { } closing && closing < GoneAt ? closing : GoneAt;

    public WayToWallet Way(WalletWay way) => way == WalletWay.SameDevice ? SameDevice : CrossDevice;

    /// <summary><c>waiting</c>, <c>fetched</c>, <c>answered</c>, <c>declined</c> or <c>expired</c>.</summary>
    public string StateAt(DateTimeOffset now) => Answer switch
    {
        AnswerKind.Report => "answered",
        AnswerKind.Declined => "declined",
        _ when OpenUntil <= now => "expired",
        _ => CrossDevice.IsFetched || SameDevice.IsFetched ? "fetched" : "waiting",
    };

    public bool IsOpenAt(DateTimeOffset now) => Answer == AnswerKind.None && OpenUntil > now;

    /// <summary>Whether the report may be shown: the code came where one is needed.</summary>
    [JsonIgnore]
    public bool MayShowReport => Answer == AnswerKind.Report && (ResponseCodeHash is null || IsReleased);

    public bool IsOfSession(string? secret) => SessionHash is not null && secret is not null && Is(SessionHash, secret);

    public bool IsResponseCode(string? code) => ResponseCodeHash is not null && code is not null && Is(ResponseCodeHash, code);

    public static byte[] HashOf(string secret) => SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret));

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this);

    public static AskedRequest Read(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize<AskedRequest>(utf8)!;

    private static bool Is(byte[] hash, string secret) => secret.Length <= 200 && CryptographicOperations.FixedTimeEquals(hash, HashOf(secret));
}

/// <summary>What came of a request.</summary>
public enum AnswerKind
{
    None,
    Report,

    /// <summary>The wallet said that nothing will come.</summary>
    Declined,
}

/// <param name="Handle">In the wallet's addresses.</param>
/// <param name="ClientId">As whom the wallet is asked, whatever becomes of the verifier's certificate meanwhile: the audience of its answer.</param>
/// <param name="IsFetched">A wallet has the request object; there is no second one.</param>
public sealed record WayToWallet(string Handle, string ClientId, string Nonce, string State, bool IsFetched)
{
    [JsonIgnore]
    public ClientIdentifier Client =>
        ClientIdentifier.TryParse(ClientId, out var client) ? client : throw new InvalidDataException("a kept client_id cannot be read");
}

/// <param name="Claims">Ids of what is asked for.</param>
public sealed record KeptAsk(KeptAchievement? Achievement, int? MinimumLevel, IReadOnlyList<string> Claims);

/// <summary>As it was when it was asked for, whatever becomes of it meanwhile.</summary>
public sealed record KeptAchievement(string Id, string IssuerAddress, string IssuerDid, IReadOnlyList<string> Titles, IReadOnlyList<string> SharedTitles, string UrlPrefix);
