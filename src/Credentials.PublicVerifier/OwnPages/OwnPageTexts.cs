namespace Credentials.PublicVerifier.OwnPages;

/// <summary>The texts of what learners see and do on their own page, besides the credential.</summary>
public sealed class OwnPageTexts;
