using System.Security.Cryptography;
using Credentials.Encoding;
using Credentials.EvidenceStore.Storage;
using Credentials.Web.Access;

namespace Credentials.EvidenceStore.Access;

/// <summary>API keys: <c>{id}.{secret}</c> of 32 random bytes, stored as SHA-256, compared in constant time, effective at once.</summary>
public sealed class ApiKeys : IAuthenticateCallers
{
    private const int SecretLength = 32;
    private const int LongestKey = 100;

    private readonly IEvidenceStorage _storage;
    private readonly TimeProvider _time;

    internal ApiKeys(IEvidenceStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>Durable. The answer is the only time the key can be seen.</summary>
    /// <param name="role">What it may do.</param>
    /// <param name="centre">For <see cref="CallerRole.Issuer"/>, which needs one; ignored for the others.</param>
    /// <param name="cancel">Gives up waiting.</param>
    public async Task<string> CreateAsync(CallerRole role, string? centre, CancellationToken cancel = default)
    {
        if (role == CallerRole.Issuer)
            ArgumentException.ThrowIfNullOrEmpty(centre);
        var secret = RandomNumberGenerator.GetBytes(SecretLength);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        await _storage.AddApiKeyAsync(
            new(id, SHA256.HashData(secret), NameOf(role), role == CallerRole.Issuer ? centre : null, _time.GetUtcNow(), RevokedAt: null), cancel);
        return $"{id}.{StrictBase64Url.Encode(secret)}";
    }

    public Task<IReadOnlyList<ApiKeyDocument>> ListAsync(CancellationToken cancel = default) => _storage.ListApiKeysAsync(cancel);

    /// <summary>Durable; the next call with that key is refused.</summary>
    public Task<bool> RevokeAsync(string id, CancellationToken cancel = default) => _storage.RevokeApiKeyAsync(id, _time.GetUtcNow(), cancel);

    public async ValueTask<Caller?> AuthenticateAsync(string apiKey, CancellationToken cancel)
    {
        // Unknown, malformed and revoked keys take the same way as good ones up to the comparison.
        var parts = apiKey.Length <= LongestKey ? apiKey.Split('.') : [];
        var isWellFormed = parts.Length == 2 & StrictBase64Url.TryDecode(parts.ElementAtOrDefault(1) ?? "", out var secret) & secret is { Length: SecretLength };
        var stored = await _storage.FindApiKeyAsync(isWellFormed ? parts[0] : "", cancel);
        var hash = SHA256.HashData(isWellFormed ? secret : new byte[SecretLength]);
        var isRight = CryptographicOperations.FixedTimeEquals(hash, stored is null ? new byte[SHA256.HashSizeInBytes] : stored.SecretHash.Span);
        return isRight && stored is { RevokedAt: null } key && TryReadRole(key.Role, out var role) ? new Caller(key.Id, role, key.Centre) : null;
    }

    private static string NameOf(CallerRole role) => role switch
    {
        CallerRole.Issuer => "issuer",
        CallerRole.Authority => "authority",
        CallerRole.Administrator => "administrator",
        _ => throw new ArgumentOutOfRangeException(nameof(role)),
    };

    /// <summary>A role of a later release is no role here.</summary>
    private static bool TryReadRole(string name, out CallerRole role)
    {
        (var isKnown, role) = name switch
        {
            "issuer" => (true, CallerRole.Issuer),
            "authority" => (true, CallerRole.Authority),
            "administrator" => (true, CallerRole.Administrator),
            _ => (false, default),
        };
        return isKnown;
    }
}
