namespace Credentials.IssuerService.Staff.Audit;

/// <summary>The texts of the page of the centre's journal.</summary>
public sealed class AuditTexts;
