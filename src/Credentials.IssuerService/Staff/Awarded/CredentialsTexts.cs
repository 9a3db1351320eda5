namespace Credentials.IssuerService.Staff.Awarded;

/// <summary>The texts of the pages about credentials that were awarded.</summary>
public sealed class CredentialsTexts;
