namespace Credentials.IssuerService.Publishing;

/// <summary>The values of <c>statusPurpose</c> (Bitstring Status List 1.0 section 2.1) that we publish, one list each.</summary>
public static class StatusPurposes
{
    public const string Revocation = "revocation";
    public const string Suspension = "suspension";
}
