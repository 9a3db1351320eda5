using System.Collections.Frozen;
using Credentials.WalletProfiles;
using Credentials.Web;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The SD-JWT VC Type Metadata that we publish, the very bytes that <c>vct#integrity</c> is of.</summary>
public sealed class TypePublisher(PublicAddress address, IOptions<IssuerServiceOptions> options)
{
    private readonly FrozenDictionary<string, PublishedFile> _types = Write(address, options.Value.DocumentMaxAge).ToFrozenDictionary(StringComparer.Ordinal);

    public PublishedFile? Find(string name) => _types.GetValueOrDefault(name);

    private static IEnumerable<KeyValuePair<string, PublishedFile>> Write(PublicAddress address, TimeSpan maxAge)
    {
        foreach (var profile in WalletProfile.All)
            if (profile.MetadataFor(address.Url) is { } type)
                yield return KeyValuePair.Create(profile.Id, new PublishedFile(type.ToUtf8(), "application/json", maxAge));
    }
}
