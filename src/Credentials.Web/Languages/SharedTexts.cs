namespace Credentials.Web.Languages;

/// <summary>The texts of the layout and of the error pages.</summary>
public sealed class SharedTexts;
