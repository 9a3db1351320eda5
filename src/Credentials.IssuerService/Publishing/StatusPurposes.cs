namespace Credentials.IssuerService.Publishing;

/// <summary>The values of <c>statusPurpose</c> (Bitstring Status List 1.0 section 2.1) that we publish, one list each.</summary>
public static class StatusPurposes
{
    public const string Revocation = "revocation";
    public const string Suspension = "suspension";

    /// <summary>Not a purpose but the last part of a list's address all the same: both statuses in one token (Token Status List), two bits an entry.</summary>
    public const string Token = "token";
}
