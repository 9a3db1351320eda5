namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>The texts of the pages about class lists.</summary>
public sealed class ListTexts;
