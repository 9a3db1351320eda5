using Credentials.Keys;

namespace Credentials.Tests.Keys;

/// <summary>Both native libraries, so that every test about Ed25519 runs on each.</summary>
public static class Ed25519Libraries
{
    public const string Sodium = "libsodium";
    public const string OpenSsl = "OpenSSL";

    public static TheoryData<string> Names => [Sodium, OpenSsl];

    internal static Ed25519Library Get(string name) =>
        (name == Sodium ? Libsodium.TryLoad() : OpenSslEd25519.TryLoad()) ?? throw new DllNotFoundException($"{name} is needed to run the tests");
}
