namespace Credentials.IssuerService.Staff.Figures;

/// <summary>The texts of the page of statistics.</summary>
public sealed class FiguresTexts;
