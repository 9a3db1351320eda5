namespace Credentials.PublicVerifier.Several;

/// <summary>The texts of checking several credentials at once.</summary>
public sealed class SeveralTexts;
