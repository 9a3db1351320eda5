using Credentials.Keys;
using Credentials.Web;

namespace Credentials.IssuerService.SigningKeys;

/// <summary>A centre's identifier: <c>did:web:HOST:centres:SLUG</c>.</summary>
public static class CentreDid
{
    public static Did Of(PublicAddress address, string slug) => DidWeb.Build(address.Url, "centres/" + slug);
}
