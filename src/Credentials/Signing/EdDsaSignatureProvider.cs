using Credentials.Keys;
using Microsoft.IdentityModel.Tokens;

namespace Credentials.Signing;

/// <summary>Signs and checks with one Ed25519 key. Keeps no state, so that all threads share it.</summary>
internal sealed class EdDsaSignatureProvider : SignatureProvider
{
    private readonly Ed25519SecurityKey _key;

    public EdDsaSignatureProvider(Ed25519SecurityKey key, bool willCreateSignatures)
        : base(key, EdDsaCryptoProvider.EdDsa)
    {
        _key = key;
        WillCreateSignatures = willCreateSignatures;
    }

    private PrivateKey PrivateKey => _key.PrivateKey ?? throw new InvalidOperationException("a public key cannot sign");

    public override byte[] Sign(byte[] input) => PrivateKey.Sign(input);

    public override byte[] Sign(byte[] input, int offset, int count) => PrivateKey.Sign(input.AsSpan(offset, count));

    public override bool Sign(ReadOnlySpan<byte> data, Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = Ed25519Library.SignatureLength;
        return PrivateKey.Sign(data).AsSpan().TryCopyTo(destination);
    }

    public override bool Verify(byte[] input, byte[] signature) => _key.PublicKey.Verify(input, signature);

    public override bool Verify(byte[] input, int inputOffset, int inputLength, byte[] signature, int signatureOffset, int signatureLength) =>
        _key.PublicKey.Verify(input.AsSpan(inputOffset, inputLength), signature.AsSpan(signatureOffset, signatureLength));

    protected override void Dispose(bool disposing)
    {
    }
}
