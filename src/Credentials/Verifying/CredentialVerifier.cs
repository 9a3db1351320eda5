namespace Credentials.Verifying;

/// <summary>Runs the fixed list of checks. Pure: never throws for anything presented, never stops at the first finding, never fails open.</summary>
public static class CredentialVerifier
{
    public static VerificationReport Verify(PresentedCredential credential, VerificationFacts facts) => throw new NotImplementedException();

    /// <summary>A presentation: <paramref name="facts"/> belong to its credentials, in order; its own proof is checked for holder binding.</summary>
    public static VerificationReport VerifyPresentation(
        PresentedCredential presentation, IReadOnlyList<VerificationFacts> facts, VerificationFacts holderFacts) => throw new NotImplementedException();
}
