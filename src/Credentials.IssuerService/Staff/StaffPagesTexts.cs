namespace Credentials.IssuerService.Staff;

/// <summary>The texts that several pages of staff have in common.</summary>
public sealed class StaffPagesTexts;
