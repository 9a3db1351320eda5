namespace Credentials.Verifying.Checks;

/// <summary>
/// Whoever has stolen a key can date what it signs as he likes. What a compromised key of one of our own centres is said to have signed before that is
/// therefore believed only where the centre's register holds that very signature. A foreign issuer's register cannot be asked.
/// </summary>
internal static class CompromisedKeyCheck
{
    /// <param name="issuerKey">What the key's history says.</param>
    /// <param name="recorded">Null where nobody asked, which decides nothing.</param>
    public static VerificationCheck Run(
        VerificationCheck issuerKey, PresentedCredential presented, TrustedIssuer? trusted, Gathered<RecordedSignatures>? recorded)
    {
        if (issuerKey.Reason != Reasons.SignedBeforeCompromise.Reason || trusted?.Register != TrustedIssuer.LocalRegister)
            return issuerKey;
        return recorded switch
        {
            Gathered<RecordedSignatures>.Found { Value: var held } => held.Contains(presented) ? Reasons.RecordedBeforeCompromise : Reasons.NotRecorded,
            Gathered<RecordedSignatures>.Unreachable unreachable => Reasons.RegisterUnreachable.Because(unreachable.Reason),
            _ => Reasons.RegisterUnreachable,
        };
    }
}
