using System.Net;
using System.Net.Sockets;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// Opens the connections of <see cref="GuardedHttpClient"/>. The address is judged here, after resolution and on the very address that is connected to,
/// so that a name that resolves differently the second time gains nothing.
/// </summary>
internal static class GuardedConnect
{
    public static async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, bool isAllowedOrigin, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var addresses = IPAddress.TryParse(host, out var literal) ? [literal] : await Dns.GetHostAddressesAsync(host, cancel);
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        if (!isAllowedOrigin)
            foreach (var address in addresses)
                if (!PublicAddresses.Contains(address))
                    throw new AddressRefusedException(host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The name leads to an address that strangers may not send us to.</summary>
internal sealed class AddressRefusedException(string host) : IOException($"{host} is not a public address");
