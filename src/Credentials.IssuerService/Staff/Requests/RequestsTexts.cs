namespace Credentials.IssuerService.Staff.Requests;

/// <summary>The texts of the pages of what learners ask for.</summary>
public sealed class RequestsTexts;
