using System.Text.Json;
using Credentials.Encoding;

namespace Credentials.Keys;

/// <summary>An Ed25519 public key (RFC 8032), canonical and not of small order.</summary>
internal sealed class Ed25519PublicKey : PublicKey
{
    private readonly byte[] _point;
    private readonly Ed25519Library _library;

    private Ed25519PublicKey(byte[] point, Ed25519Library library) => (_point, _library) = (point, library);

    public override KeyAlgorithm Algorithm => KeyAlgorithm.Ed25519;

    public override string JwsAlgorithm => "EdDSA";

    public ReadOnlySpan<byte> Point => _point;

    public static Result<PublicKey> Create(ReadOnlySpan<byte> point, Ed25519Library? library = null)
    {
        if (!Ed25519Checks.IsAcceptableKey(point))
            return new Problem(ProblemCode.InvalidKey, "not a canonical Ed25519 public key of full order");
        return new Ed25519PublicKey(point.ToArray(), library ?? NativeCrypto.Ed25519);
    }

    public override string ToMultikey() => Multibase.EncodeBase58Btc(Multicodec.Prefix(Multicodec.Ed25519Public, _point));

    public override void WriteJwk(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        // Members in the order of RFC 7638, so that the thumbprint is the hash of exactly this.
        writer.WriteStartObject();
        writer.WriteString("crv"u8, "Ed25519"u8);
        writer.WriteString("kty"u8, "OKP"u8);
        writer.WriteString("x"u8, StrictBase64Url.Encode(_point));
        writer.WriteEndObject();
    }

    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
        Ed25519Checks.IsAcceptableSignature(signature) && _library.Verify(message, signature, _point);
}
