namespace Credentials.IssuerService.Staff.People;

/// <summary>The texts of the pages about who works for the centre.</summary>
public sealed class PeopleTexts;
