using System.Net;

namespace Credentials.App.Composition;

/// <summary>Finds the address that stands in credentials and holds it against the rules for it.</summary>
internal static class PublicUrl
{
    /// <summary>Name of the setting, as an operator writes it.</summary>
    public const string Setting = "PublicUrl";

    /// <param name="configured">The setting, or null.</param>
    /// <param name="listening">The addresses that the service listens on.</param>
    /// <param name="isDevelopment">http is for Development only.</param>
    /// <exception cref="StartRefusedException">There is no address, or it cannot stand in credentials.</exception>
    public static Uri Choose(string? configured, IReadOnlyList<string> listening, bool isDevelopment)
    {
        var url = string.IsNullOrWhiteSpace(configured) ? FromListening(listening) : Parse(configured);
        if (url.Scheme == Uri.UriSchemeHttp && !isDevelopment)
        {
            throw new StartRefusedException(
                $"{Setting} is {Show(url)}, and outside Development it must be https: set {Setting} to the https address that learners and employers will see.");
        }

        return url;
    }

    /// <summary>Scheme, host and port, as it is stored and compared.</summary>
    public static string Show(Uri url) => url.GetLeftPart(UriPartial.Authority);

    private static Uri Parse(string configured)
    {
        if (!Uri.TryCreate(configured, UriKind.Absolute, out var url) || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp))
            throw new StartRefusedException($"{Setting} is '{configured}', which is no http or https address.");
        if (url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
            throw new StartRefusedException($"{Setting} is '{configured}'; it is a scheme, a host and a port, without path, query or user.");
        if (url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
            throw new StartRefusedException($"{Setting} is '{configured}'; a did:web identifier needs a host name, not an IP address.");
        return new Uri(Show(url));
    }

    private static Uri FromListening(IReadOnlyList<string> listening)
    {
        foreach (var address in listening)
        {
            if (Uri.TryCreate(address, UriKind.Absolute, out var url) && IsLoopback(url) && url.Port != 0)
                return new Uri($"{url.Scheme}://localhost:{url.Port}");
        }

        throw new StartRefusedException(
            $"{Setting} has no default when the service listens on {string.Join(" and ", listening)}: set {Setting} to the address that others reach it by.");
    }

    private static bool IsLoopback(Uri url) =>
        url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
