namespace Credentials.EvidenceStore.Storage;

/// <summary>How the storage knows master keys: by ids, never by content.</summary>
public static class MasterKeyNames
{
    /// <summary>The setting with the id of the master key that everything new is sealed under.</summary>
    public const string Setting = "secret:master";

    /// <summary>Bytes of an id at the beginning of a value that is sealed under the master key.</summary>
    public const int IdBytes = 4;

    /// <summary>The id at the beginning of a sealed value; what older releases sealed has none there, and names no key by chance but once in 4 billion.</summary>
    public static string IdIn(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes[..Math.Min(IdBytes, bytes.Length)]);
}
