namespace Credentials.Keys;

/// <summary>Which native library computes Ed25519: libsodium where it is installed, else OpenSSL's libcrypto.</summary>
public static class NativeCrypto
{
    /// <summary>Name and version of the library in use, for the start-up log.</summary>
    /// <exception cref="DllNotFoundException">Neither library can be loaded; the message says which to install. Ask at start.</exception>
    public static string Describe() => throw new NotImplementedException();
}
