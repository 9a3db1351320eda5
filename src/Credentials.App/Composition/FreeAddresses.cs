using System.Net;
using System.Net.Sockets;

namespace Credentials.App.Composition;

/// <summary>
/// Asks for the addresses before anything is stored: the public address follows the port and is stored for good, so a first start on a port that is taken
/// must leave nothing behind.
/// </summary>
internal static class FreeAddresses
{
    /// <exception cref="StartRefusedException">Another program listens there, or this one may not.</exception>
    public static void Require(IReadOnlyList<string> listening)
    {
        foreach (var text in listening)
        {
            var address = BindingAddress.Parse(text);
            if (address.IsUnixPipe || address.IsNamedPipe || address.Port == 0)
                continue;
            var host = IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) ? literal
                : address.Host == "localhost" ? IPAddress.Loopback
                : IPAddress.Any;
            try
            {
                using var listener = new TcpListener(host, address.Port);
                listener.Start();
            }
            catch (SocketException)
            {
                throw new StartRefusedException($"{text} cannot be listened on: another program does, or it is not allowed. Choose another with --urls.");
            }
        }
    }
}
