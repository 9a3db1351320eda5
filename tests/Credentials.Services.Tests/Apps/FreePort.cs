using System.Net;
using System.Net.Sockets;

namespace Credentials.Services.Tests.Apps;

/// <summary>A TCP port that nothing listens on.</summary>
public static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
