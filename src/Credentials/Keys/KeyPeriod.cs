namespace Credentials.Keys;

/// <summary>One key of an issuer's key history: what was signed inside the period stays valid for ever, unless the key was compromised before.</summary>
/// <param name="VerificationMethod">Absolute DID URL, the <c>kid</c>.</param>
/// <param name="Key">The public key.</param>
/// <param name="From">First instant at which the key signed.</param>
/// <param name="Until">Retirement; what is signed at or after it is invalid. Null while active.</param>
/// <param name="CompromisedFrom">From this instant on nothing signed with the key is valid. Null if never compromised.</param>
public sealed record KeyPeriod(
    string VerificationMethod, PublicKey Key, DateTimeOffset From, DateTimeOffset? Until = null, DateTimeOffset? CompromisedFrom = null);
