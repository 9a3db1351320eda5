namespace Credentials.IssuerService.Staff.Start;

/// <summary>The texts of staff's first page.</summary>
public sealed class StartTexts;
