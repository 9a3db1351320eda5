namespace Credentials.Keys;

/// <summary>A native library that computes Ed25519 (RFC 8032). Inputs have been checked by <see cref="Ed25519Checks"/>; implementers need not agree beyond that.</summary>
internal abstract class Ed25519Library
{
    public const int KeyLength = 32;
    public const int SignatureLength = 64;

    /// <summary>Name and version.</summary>
    public abstract string Description { get; }

    public abstract bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey);

    /// <summary>Takes a copy of the 32-byte seed.</summary>
    public abstract Ed25519Secret Open(ReadOnlySpan<byte> seed);
}
