namespace Credentials.Verifying.Reading;

/// <summary>The kinds of lists that say whether a credential was revoked.</summary>
internal enum StatusListKind
{
    /// <summary>Bitstring Status List 1.0.</summary>
    Bitstring,

    /// <summary>Its forerunner, read only.</summary>
    StatusList2021,

    /// <summary>1EdTech's unsigned list of revoked credentials, read only.</summary>
    RevocationList,
}
