namespace Credentials.SdJwtVcs;

/// <summary>Whether the issuer makes a claim selectively disclosable (SD-JWT VC section "Claim Selective Disclosure Metadata").</summary>
public enum SelectiveDisclosureRule
{
    /// <summary>As the issuer likes; what is meant where nothing is said.</summary>
    Allowed,

    Always,

    Never,
}
