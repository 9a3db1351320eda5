using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Limits;

/// <summary>Whom a limit by address is for: an IPv4 address, or the /64 network that one customer has of IPv6.</summary>
public static class ClientAddress
{
    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var address = context.Connection.RemoteIpAddress;
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }
}
