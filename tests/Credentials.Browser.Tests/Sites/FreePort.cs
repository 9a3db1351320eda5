using System.Net;
using System.Net.Sockets;

namespace Credentials.Browser.Tests.Sites;

/// <summary>A port that nobody listens on. The public address is asked for before the server listens, so the choice cannot be left to it.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
