namespace Credentials.Web.Access;

/// <summary>What an API key may do.</summary>
public enum CallerRole
{
    /// <summary>Awards for one centre.</summary>
    Issuer,

    /// <summary>Consults records of all centres.</summary>
    Authority,

    /// <summary>Makes centres and keys.</summary>
    Administrator,
}

/// <summary>Who calls, as proven by an API key (<c>Authorization: Bearer …</c> or <c>X-Api-Key: …</c>).</summary>
/// <param name="KeyId">The key's id, safe to log and journal.</param>
/// <param name="Role">The key's role.</param>
/// <param name="Centre">The one centre an issuer key belongs to.</param>
public sealed record Caller(string KeyId, CallerRole Role, string? Centre);

/// <summary>Turns an API key into a caller; implemented by whoever keeps the keys.</summary>
public interface IAuthenticateCallers
{
    /// <summary>Null for an unknown, malformed or revoked key. Takes the same time for each.</summary>
    ValueTask<Caller?> AuthenticateAsync(string apiKey, CancellationToken cancel);
}
