namespace Credentials.PublicVerifier.Pages;

/// <summary>The texts of the verifier's pages. <c>check.{id}.{reason}</c> says what a check found, in plain words.</summary>
public sealed class VerifierTexts;
