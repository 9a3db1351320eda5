using System.Net;
using System.Net.Sockets;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// Which IP addresses a stranger may send us to: those of the public Internet only. What IANA's special-purpose registries (RFC 6890) set apart is refused,
/// and so is everything that carries an IPv4 address inside an IPv6 one.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Refused4 =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // shared by carriers
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("168.63.129.16/32"), // a cloud's host agent, though the address looks public
        IPNetwork.Parse("169.254.0.0/16"), // link-local, with the clouds' metadata
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.0.2.0/24"), // documentation
        IPNetwork.Parse("192.88.99.0/24"), // 6to4 relays
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarks
        IPNetwork.Parse("198.51.100.0/24"), // documentation
        IPNetwork.Parse("203.0.113.0/24"), // documentation
        IPNetwork.Parse("224.0.0.0/4"), // multicast
        IPNetwork.Parse("240.0.0.0/4"), // reserved, broadcast
    ];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Refused6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments, Teredo among them
        IPNetwork.Parse("2001:db8::/32"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4
        IPNetwork.Parse("3fff::/20"), // documentation
    ];

    public static bool Contains(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !IsIn(address, Refused4),
            AddressFamily.InterNetworkV6 => Global6.Contains(address) && !IsIn(address, Refused6),
            _ => false,
        };
    }

    private static bool IsIn(IPAddress address, IPNetwork[] networks)
    {
        foreach (var network in networks)
            if (network.Contains(address))
                return true;
        return false;
    }
}
