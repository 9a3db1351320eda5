using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Credentials.Keys;

/// <summary>Private keys as PKCS#8 in PEM: Ed25519 (RFC 8410, also with the public key of RFC 5958 version 2) and P-256 (RFC 5915).</summary>
internal static class Pkcs8
{
    private const string Label = "PRIVATE KEY";
    private const string Ed25519Oid = "1.3.101.112";
    private const string EcPublicKeyOid = "1.2.840.10045.2.1";
    private const string P256Oid = "1.2.840.10045.3.1.7";

    private static readonly Asn1Tag Attributes = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag PublicKeyTag = new(TagClass.ContextSpecific, 1);

    public static Result<PrivateKey> Read(ReadOnlySpan<char> pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || fields.Location.Start.Value != 0 || fields.Location.End.Value != pem.Length)
            return Invalid("not one PEM block");
        if (pem[fields.Label] is not Label)
            return Invalid("only unencrypted PKCS#8 (BEGIN PRIVATE KEY) is read");
        var der = GC.AllocateArray<byte>(fields.DecodedDataLength, pinned: true);
        try
        {
            return Convert.TryFromBase64Chars(pem[fields.Base64Data], der, out int length) ? ReadDer(der.AsMemory(0, length)) : Invalid("not base64");
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return Invalid("not a PKCS#8 key");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    public static string WriteEd25519(ReadOnlySpan<byte> seed)
    {
        // 04 20: the seed is an octet string inside the octet string (RFC 8410 section 7).
        Span<byte> wrapped = [0x04, 0x20, .. seed];
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(0);
            using (writer.PushSequence())
                writer.WriteObjectIdentifier(Ed25519Oid);
            writer.WriteOctetString(wrapped);
        }
        var der = writer.Encode();
        writer.Reset();
        string pem = PemEncoding.WriteString(Label, der) + "\n";
        CryptographicOperations.ZeroMemory(der);
        CryptographicOperations.ZeroMemory(wrapped);
        return pem;
    }

    private static Result<PrivateKey> ReadDer(ReadOnlyMemory<byte> der)
    {
        var outer = new AsnReader(der, AsnEncodingRules.DER);
        var key = outer.ReadSequence();
        outer.ThrowIfNotEmpty();
        if (!key.TryReadInt32(out int version) || version is not (0 or 1))
            return Invalid("an unknown version");
        var algorithm = key.ReadSequence();
        switch (algorithm.ReadObjectIdentifier())
        {
            case Ed25519Oid when !algorithm.HasData:
                return ReadEd25519(key, version);
            case EcPublicKeyOid when algorithm.HasData && algorithm.ReadObjectIdentifier() == P256Oid:
                return ReadP256(der.Span);
            default:
                return Invalid("neither Ed25519 nor P-256");
        }
    }

    private static Result<PrivateKey> ReadEd25519(AsnReader key, int version)
    {
        var inner = new AsnReader(key.ReadOctetString(), AsnEncodingRules.DER);
        var seed = inner.ReadOctetString();
        try
        {
            inner.ThrowIfNotEmpty();
            if (seed.Length != Ed25519Library.KeyLength)
                return Invalid("an Ed25519 seed has 32 bytes");
            if (key.HasData && key.PeekTag().HasSameClassAndValue(Attributes))
                key.ReadEncodedValue();
            byte[]? stated = null;
            if (version == 1 && key.HasData && key.PeekTag().HasSameClassAndValue(PublicKeyTag))
                stated = key.ReadBitString(out _, PublicKeyTag);
            key.ThrowIfNotEmpty();

            var parsed = Ed25519PrivateKey.FromSeed(seed);
            if (stated is null || ((Ed25519PublicKey)parsed.PublicKey).Point.SequenceEqual(stated))
                return parsed;
            parsed.Dispose();
            return Invalid("the public key does not belong to the private key");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    private static Result<PrivateKey> ReadP256(ReadOnlySpan<byte> der)
    {
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(der, out _);
        var parameters = ecdsa.ExportParameters(includePrivateParameters: true);
        try
        {
            // Made anew from the private number alone, so that a wrong public point in the file cannot survive.
            var parsed = P256PrivateKey.FromNumber(parameters.D!);
            if (parsed.PublicKey.Equals(EcdsaPublicKey.Create(PrimeCurve.P256, parameters.Q.X, parameters.Q.Y) is { IsSuccess: true } stated ? stated.Value : null))
                return parsed;
            parsed.Dispose();
            return Invalid("the public key does not belong to the private key");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(parameters.D);
        }
    }

    private static Problem Invalid(string why) => new(ProblemCode.InvalidKey, $"private key: {why}");
}
