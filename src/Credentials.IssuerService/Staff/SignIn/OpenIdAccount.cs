namespace Credentials.IssuerService.Staff.SignIn;

/// <summary>An account as the provider vouches for it.</summary>
/// <param name="VerifiedEmail">Only an address that the provider says it has verified.</param>
public sealed record OpenIdAccount(string Issuer, string Subject, string? VerifiedEmail);
