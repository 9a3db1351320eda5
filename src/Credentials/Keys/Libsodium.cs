using System.Runtime.InteropServices;

namespace Credentials.Keys;

/// <summary>Ed25519 of libsodium, called through its C interface.</summary>
internal sealed unsafe class Libsodium : Ed25519Library
{
    private static readonly string[] Names = ["libsodium.so.26", "libsodium.so.23", "libsodium", "libsodium.dylib", "libsodium.dll"];

    private readonly delegate* unmanaged[Cdecl]<byte*, ulong*, byte*, ulong, byte*, int> _sign;
    private readonly delegate* unmanaged[Cdecl]<byte*, byte*, ulong, byte*, int> _verify;
    private readonly delegate* unmanaged[Cdecl]<byte*, byte*, byte*, int> _keyPair;

    private Libsodium(nint library)
    {
        var initialise = (delegate* unmanaged[Cdecl]<int>)NativeLibrary.GetExport(library, "sodium_init");
        if (initialise() < 0)
            throw new DllNotFoundException("libsodium was found but refuses to initialise");
        var version = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "sodium_version_string");
        Description = $"libsodium {Marshal.PtrToStringUTF8((nint)version())}";
        _sign = (delegate* unmanaged[Cdecl]<byte*, ulong*, byte*, ulong, byte*, int>)NativeLibrary.GetExport(library, "crypto_sign_ed25519_detached");
        _verify = (delegate* unmanaged[Cdecl]<byte*, byte*, ulong, byte*, int>)NativeLibrary.GetExport(library, "crypto_sign_ed25519_verify_detached");
        _keyPair = (delegate* unmanaged[Cdecl]<byte*, byte*, byte*, int>)NativeLibrary.GetExport(library, "crypto_sign_ed25519_seed_keypair");
    }

    public override string Description { get; }

    public static Ed25519Library? TryLoad()
    {
        foreach (string name in Names)
        {
            if (NativeLibrary.TryLoad(name, out nint library))
                return new Libsodium(library);
        }
        return null;
    }

    public override bool Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
    {
        fixed (byte* m = message, s = signature, k = publicKey)
            return _verify(s, m, (ulong)message.Length, k) == 0;
    }

    public override Ed25519Secret Open(ReadOnlySpan<byte> seed) => new Secret(this, seed);

    private sealed class Secret : Ed25519Secret
    {
        private readonly Libsodium _library;
        private volatile bool _disposed;

        public Secret(Libsodium library, ReadOnlySpan<byte> seed)
        {
            _library = library;
            Span<byte> publicKey = stackalloc byte[KeyLength];
            fixed (byte* s = seed, expanded = Expanded, p = publicKey)
                _ = library._keyPair(p, expanded, s);
        }

        public override void Sign(ReadOnlySpan<byte> message, Span<byte> signature)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            fixed (byte* m = message, s = signature, k = Expanded)
                _ = _library._sign(s, null, m, (ulong)message.Length, k);
        }

        public override void Dispose()
        {
            _disposed = true;
            base.Dispose();
        }
    }
}
