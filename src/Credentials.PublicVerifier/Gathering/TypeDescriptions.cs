using System.Collections.Concurrent;
using Credentials.SdJwtVcs;
using Credentials.Verifying;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Finds the Type Metadata of an SD-JWT VC's type, and of the types it extends, at the addresses that are their names.</summary>
public sealed class TypeDescriptions(PublicDocuments documents)
{
    private const string Accept = "application/json";
    private const int MaxRead = 1000;

    private readonly ConcurrentDictionary<(string Type, string? Integrity), (ReadOnlyMemory<byte> Body, Gathered<TypeDescription> Read)> _read = new();

    /// <summary>Null for a type whose name is no address: then there is nothing to look for.</summary>
    public async ValueTask<Gathered<TypeDescription>?> FindAsync(SdJwtVc credential, FetchAllowance? allowance, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(credential);
        if (AddressOf(credential.Type) is null)
            return null;
        var which = (credential.Type, credential.TypeIntegrity);
        var chain = new TypeMetadataChain(credential.Type, credential.TypeIntegrity);
        for (var isFirst = true; chain.Needed is { } needed; isFirst = false)
        {
            if (AddressOf(needed) is not { } address)
                return new Gathered<TypeDescription>.NotFound("a type that it extends is not named by an address");
            var answer = await documents.FindAsync(address, Accept, allowance, cancel);
            if (answer is not Gathered<ReadOnlyMemory<byte>>.Found { Value: var body })
                return answer is Gathered<ReadOnlyMemory<byte>>.NotFound missing
                    ? new Gathered<TypeDescription>.NotFound(missing.Reason)
                    : new Gathered<TypeDescription>.Unreachable(((Gathered<ReadOnlyMemory<byte>>.Unreachable)answer).Reason);
            if (isFirst && _read.TryGetValue(which, out var known) && known.Body.Equals(body))
                return known.Read;
            if (chain.NeededIntegrity is { } integrity && !SubresourceIntegrity.Matches(integrity, body.Span))
                return new Gathered<TypeDescription>.Found(TypeDescription.Altered);
            if (chain.Add(body.Span) is { } problem)
                return new Gathered<TypeDescription>.Found(TypeDescription.Unusable(problem));
            if (isFirst && chain.Needed is null)
                return Keep(which, body, Merged(chain));
        }

        return Merged(chain);
    }

    private static Uri? AddressOf(string type) =>
        Uri.TryCreate(type, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;

    private static Gathered<TypeDescription> Merged(TypeMetadataChain chain) => new Gathered<TypeDescription>.Found(
        chain.Merge().TryGet(out var merged, out var problem) ? TypeDescription.Of(merged) : TypeDescription.Unusable(problem));

    // One that stands alone is read again only when the bytes are others.
    private Gathered<TypeDescription> Keep((string Type, string? Integrity) which, ReadOnlyMemory<byte> body, Gathered<TypeDescription> read)
    {
        if (_read.Count >= MaxRead)
            _read.Clear();
        _read[which] = (body, read);
        return read;
    }
}
