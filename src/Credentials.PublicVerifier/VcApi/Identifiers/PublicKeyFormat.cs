namespace Credentials.PublicVerifier.VcApi.Identifiers;

/// <summary>In which form a computed document shows its key: the option <c>publicKeyFormat</c> of the did:key method.</summary>
/// <param name="Type">The verification method's <c>type</c>.</param>
/// <param name="Context">The JSON-LD context that defines it.</param>
/// <param name="IsJwk">Whether the key is a JWK, or multibase.</param>
internal sealed record PublicKeyFormat(string Type, string Context, bool IsJwk)
{
    public static readonly PublicKeyFormat Multikey = new("Multikey", "https://w3id.org/security/multikey/v1", IsJwk: false);
    public static readonly PublicKeyFormat JsonWebKey2020 = new("JsonWebKey2020", "https://w3id.org/security/suites/jws-2020/v1", IsJwk: true);

    private static readonly PublicKeyFormat[] Known =
    [
        Multikey, JsonWebKey2020, new("JsonWebKey", "https://w3id.org/security/jwk/v1", IsJwk: true),
        new("Ed25519VerificationKey2020", "https://w3id.org/security/suites/ed25519-2020/v1", IsJwk: false),
    ];

    // Formats that exist and are no standard any more, or not yet; the method lets them be refused.
    private static readonly string[] Experimental =
        ["Ed25519VerificationKey2018", "X25519KeyAgreementKey2019", "X25519KeyAgreementKey2020", "EcdsaSecp256k1VerificationKey2019", "Bls12381G2Key2020"];

    public static PublicKeyFormat? Find(string type) => Known.FirstOrDefault(format => format.Type == type);

    public static bool IsExperimental(string type) => Experimental.Contains(type);
}
