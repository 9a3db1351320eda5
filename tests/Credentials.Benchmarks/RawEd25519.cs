using System.Runtime.InteropServices;

namespace Credentials.Benchmarks;

/// <summary>libsodium called directly: the limit that every ratio is taken against.</summary>
internal sealed unsafe partial class RawEd25519
{
    public const int SignatureBytes = 64;

    private readonly byte[] _publicKey = new byte[32];
    private readonly byte[] _secretKey = new byte[64];

    static RawEd25519()
    {
        NativeLibrary.SetDllImportResolver(typeof(RawEd25519).Assembly, static (name, assembly, path) =>
        {
            foreach (var candidate in (string[])["libsodium.so.23", "libsodium.so.26", "libsodium"])
            {
                if (name == "sodium" && NativeLibrary.TryLoad(candidate, out var handle))
                {
                    return handle;
                }
            }

            return 0;
        });
        if (sodium_init() < 0)
        {
            throw new InvalidOperationException("libsodium could not be initialised");
        }
    }

    public RawEd25519()
    {
        fixed (byte* publicKey = _publicKey, secretKey = _secretKey)
        {
            _ = crypto_sign_ed25519_keypair(publicKey, secretKey);
        }
    }

    public void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
    {
        fixed (byte* m = message, s = signature, key = _secretKey)
        {
            _ = crypto_sign_ed25519_detached(s, null, m, (ulong)message.Length, key);
        }
    }

    public bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        fixed (byte* m = message, s = signature, key = _publicKey)
        {
            return crypto_sign_ed25519_verify_detached(s, m, (ulong)message.Length, key) == 0;
        }
    }

    [LibraryImport("sodium")]
    private static partial int sodium_init();

    [LibraryImport("sodium")]
    private static partial int crypto_sign_ed25519_keypair(byte* publicKey, byte* secretKey);

    [LibraryImport("sodium")]
    private static partial int crypto_sign_ed25519_detached(byte* signature, ulong* length, byte* message, ulong messageLength, byte* secretKey);

    [LibraryImport("sodium")]
    private static partial int crypto_sign_ed25519_verify_detached(byte* signature, byte* message, ulong messageLength, byte* publicKey);
}
