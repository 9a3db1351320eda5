namespace Credentials.IssuerService.Staff.OwnCentre;

/// <summary>Texts of the page on the own centre.</summary>
public sealed class CentreTexts;
