using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>What is wrong with a did:key that gives no document, in the words of the did:key method (section "Create").</summary>
public enum DidKeyFault
{
    /// <summary>It is no multibase base58btc value of a public key.</summary>
    InvalidDid,

    /// <summary>The key is longer or shorter than its kind's keys are.</summary>
    InvalidPublicKeyLength,

    /// <summary>The bytes are no key of their kind.</summary>
    InvalidPublicKey,

    /// <summary>A kind of key that is not known here.</summary>
    UnsupportedPublicKeyType,
}

/// <summary>Tells the faults of a did:key apart, which a resolver must name.</summary>
public static class DidKeyFaults
{
    // Multicodec prefixes of public keys with the bytes that follow: Ed25519, P-256, P-384, P-521, X25519, secp256k1, BLS12-381 G2.
    private static readonly (byte First, byte Second, int Length)[] Kinds =
    [
        (0xed, 0x01, 32), (0x80, 0x24, 33), (0x81, 0x24, 49), (0x82, 0x24, 67), (0xec, 0x01, 32), (0xe7, 0x01, 33), (0xeb, 0x01, 96),
    ];

    /// <summary>Null where the document can be computed.</summary>
    /// <exception cref="ArgumentException">Another method.</exception>
    public static DidKeyFault? Find(Did did)
    {
        if (did.Method != "key")
            throw new ArgumentException("not a did:key", nameof(did));
        if (DidDocument.FromIdentifier(did).IsSuccess)
            return null;
        if (did.MethodSpecificId is not ['z', ..] || !Multibase.TryDecode(did.MethodSpecificId, out byte[] bytes) || bytes.Length < 2)
            return DidKeyFault.InvalidDid;
        foreach (var (first, second, length) in Kinds)
        {
            if (bytes[0] != first || bytes[1] != second)
                continue;
            if (bytes.Length != length + 2)
                return DidKeyFault.InvalidPublicKeyLength;
            return (first, second) is (0xed, 0x01) or (0x80, 0x24) ? DidKeyFault.InvalidPublicKey : DidKeyFault.UnsupportedPublicKeyType;
        }

        return DidKeyFault.UnsupportedPublicKeyType;
    }
}
