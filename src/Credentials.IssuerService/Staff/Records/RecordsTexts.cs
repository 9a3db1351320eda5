namespace Credentials.IssuerService.Staff.Records;

/// <summary>The texts of the pages about registered evidence.</summary>
public sealed class RecordsTexts;
