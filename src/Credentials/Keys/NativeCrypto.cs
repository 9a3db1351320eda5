namespace Credentials.Keys;

/// <summary>Which native library computes Ed25519: libsodium where it is installed, else OpenSSL's libcrypto.</summary>
public static class NativeCrypto
{
    private static readonly Lazy<Ed25519Library> Chosen = new(() => Choose(Libsodium.TryLoad, OpenSslEd25519.TryLoad));

    /// <exception cref="DllNotFoundException">Neither library can be loaded.</exception>
    internal static Ed25519Library Ed25519 => Chosen.Value;

    /// <summary>Name and version of the library in use, for the start-up log.</summary>
    /// <exception cref="DllNotFoundException">Neither library can be loaded; the message says which to install. Ask at start.</exception>
    public static string Describe() => Ed25519.Description;

    internal static Ed25519Library Choose(Func<Ed25519Library?> first, Func<Ed25519Library?> second) =>
        first() ?? second() ?? throw new DllNotFoundException(
            "Ed25519 needs libsodium (Debian: libsodium23, Alpine: libsodium) or OpenSSL 3 (libcrypto.so.3); neither can be loaded. Install one of them.");
}
