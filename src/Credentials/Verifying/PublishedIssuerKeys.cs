using Credentials.SdJwtVcs;

namespace Credentials.Verifying;

/// <summary>What an issuer's address answered about its keys: keys, or what is wrong with the answer, which then vouches for none.</summary>
public sealed class PublishedIssuerKeys
{
    private PublishedIssuerKeys(IssuerKeySet keys) => Keys = keys;

    private PublishedIssuerKeys(VerificationCheck fault) => (Keys, Fault) = (new IssuerKeySet([]), fault);

    public IssuerKeySet Keys { get; }

    internal VerificationCheck? Fault { get; }

    public static PublishedIssuerKeys Of(IssuerKeySet keys) => new(keys);

    /// <summary>Stands for an answer that is malformed or another issuer's.</summary>
    public static PublishedIssuerKeys Refused(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return new(Reasons.MetadataRefused.Because(problem.Detail));
    }
}
