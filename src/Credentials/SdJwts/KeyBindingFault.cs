namespace Credentials.SdJwts;

/// <summary>Why a holder's proof is refused.</summary>
public enum KeyBindingFault
{
    /// <summary>There is none.</summary>
    Missing,

    /// <summary>The issuer bound the SD-JWT to no key.</summary>
    NoHolderKey,

    /// <summary>The issuer bound it to a key that is not given as a JWK, or that is none that is understood.</summary>
    HolderKeyUnusable,

    /// <summary>A claim that it must have is absent or of another type.</summary>
    Malformed,

    /// <summary>Its <c>typ</c> is not <c>kb+jwt</c>.</summary>
    TypeDiffers,

    /// <summary>The signature is wrong, or of another algorithm than the holder's key.</summary>
    SignatureWrong,

    /// <summary>It was made for another SD-JWT, or for another choice of disclosures.</summary>
    HashDiffers,

    /// <summary>It was made for another verifier.</summary>
    AudienceDiffers,

    /// <summary>It was made for another request.</summary>
    NonceDiffers,

    /// <summary>It was made too long ago, or says that it has expired.</summary>
    TooOld,

    /// <summary>It says that it was made in the future, or is not to be used yet.</summary>
    InFuture,
}
