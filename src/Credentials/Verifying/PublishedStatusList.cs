using Credentials.Keys;

namespace Credentials.Verifying;

/// <summary>
/// A fetched status list, parsed and decompressed once, its proof checked once against its issuer's keys, so that a cached list costs a bit look-up.
/// </summary>
public sealed class PublishedStatusList
{
    private PublishedStatusList() => throw new NotImplementedException();

    /// <summary>The issuer whose keys must be gathered before <see cref="Read"/>; a problem if the bytes are no status list credential.</summary>
    public static Result<Did> IssuerOf(ReadOnlyMemory<byte> body) => throw new NotImplementedException();

    /// <summary>Reads a list from the bytes that <paramref name="url"/> answered.</summary>
    public static Result<PublishedStatusList> Read(ReadOnlyMemory<byte> body, string url, DidDocument issuerDocument) => throw new NotImplementedException();
}
