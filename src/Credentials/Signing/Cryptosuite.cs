using Credentials.Keys;

namespace Credentials.Signing;

/// <summary>The JCS cryptosuites of Data Integrity; each belongs to one kind of key.</summary>
internal static class Cryptosuite
{
    public const string EdDsaJcs2022 = "eddsa-jcs-2022";
    public const string EcdsaJcs2019 = "ecdsa-jcs-2019";

    /// <summary>Both kinds of key sign with 64 bytes.</summary>
    public const int SignatureLength = 64;

    public static bool IsKnown(string? name) => name is EdDsaJcs2022 or EcdsaJcs2019;

    /// <summary>Null for keys that no suite uses.</summary>
    public static string? For(KeyAlgorithm algorithm) => algorithm switch
    {
        KeyAlgorithm.Ed25519 => EdDsaJcs2022,
        KeyAlgorithm.P256 => EcdsaJcs2019,
        _ => null,
    };
}
