using System.Security.Cryptography;

namespace Credentials.Keys;

/// <summary>The seed of an Ed25519 key in memory that the collector never moves, so that zeroing it leaves no copy.</summary>
internal abstract class Ed25519Secret : IDisposable
{
    /// <summary>Seed, then public key: the form that libsodium calls the secret key.</summary>
    protected byte[] Expanded { get; } = GC.AllocateArray<byte>(2 * Ed25519Library.KeyLength, pinned: true);

    public ReadOnlySpan<byte> Seed => Expanded.AsSpan(0, Ed25519Library.KeyLength);

    public ReadOnlySpan<byte> PublicKey => Expanded.AsSpan(Ed25519Library.KeyLength);

    public abstract void Sign(ReadOnlySpan<byte> message, Span<byte> signature);

    public virtual void Dispose() => CryptographicOperations.ZeroMemory(Expanded);
}
