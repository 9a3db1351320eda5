using System.Buffers;
using System.Globalization;

namespace Credentials.Keys;

/// <summary>The did:web method: building identifiers from addresses and finding the address of the document.</summary>
public static class DidWeb
{
    private const int LongestHost = 253;
    private const int LongestLabel = 63;

    private static readonly SearchValues<char> LabelCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    /// <summary><c>http://localhost:8080</c> and <c>centres/demo</c> give <c>did:web:localhost%3A8080:centres:demo</c>.</summary>
    /// <exception cref="ArgumentException">The address has no did:web form: another scheme, an IP address, user info, or a path that a DID cannot hold.</exception>
    public static Did Build(Uri origin, string path)
    {
        ArgumentNullException.ThrowIfNull(origin);
        ArgumentNullException.ThrowIfNull(path);
        if (!origin.IsAbsoluteUri || (origin.Scheme != Uri.UriSchemeHttps && origin.Scheme != Uri.UriSchemeHttp) || origin.UserInfo.Length > 0)
            throw new ArgumentException($"did:web needs an http(s) address without user info, not {origin}", nameof(origin));
        string host = origin.IdnHost.ToLowerInvariant();
        string port = origin.IsDefaultPort ? "" : string.Create(CultureInfo.InvariantCulture, $"%3A{origin.Port}");
        string tail = path.Length == 0 ? "" : $":{path.Replace('/', ':')}";
        if (!Did.TryParse($"did:web:{host}{port}{tail}", out var did) || DocumentUrl(did).Problem is not null)
            throw new ArgumentException($"did:web has no form for {host} and {path}: it needs a host name, not an IP address, and plain path segments", nameof(origin));
        return did;
    }

    /// <summary>Where the document lies (https). IP addresses as host, user info, empty or dot segments are <see cref="ProblemCode.InvalidInput"/>.</summary>
    public static Result<Uri> DocumentUrl(Did did)
    {
        if (did.Method != "web")
            return Refused("not a did:web");
        string[] parts = did.MethodSpecificId.Split(':');
        if (!TryAuthority(parts[0], out string authority))
            return Refused("the host is not a host name with an optional %3A and port");
        foreach (string segment in parts.AsSpan(1))
        {
            if (!IsPlainSegment(segment))
                return Refused("a path segment is empty, dots, or hides a separator or control character");
        }
        string path = parts.Length == 1 ? ".well-known" : string.Join('/', parts[1..]);
        return Uri.TryCreate($"https://{authority}/{path}/did.json", UriKind.Absolute, out var url)
            ? url
            : Refused("no address");
    }

    private static bool TryAuthority(string text, out string authority)
    {
        authority = "";
        int colon = text.IndexOf("%3A", StringComparison.OrdinalIgnoreCase);
        string host = colon < 0 ? text : text[..colon];
        if (!IsHostName(host))
            return false;
        authority = host;
        if (colon < 0)
            return true;
        string digits = text[(colon + 3)..];
        if (digits.Length is 0 or > 5 || digits[0] == '0' || !digits.All(char.IsAsciiDigit)
            || int.Parse(digits, CultureInfo.InvariantCulture) > ushort.MaxValue)
            return false;
        authority = $"{host}:{digits}";
        return true;
    }

    private static bool IsHostName(string host)
    {
        if (host.Length is 0 or > LongestHost)
            return false;
        string[] labels = host.Split('.');
        foreach (string label in labels)
        {
            if (label.Length is 0 or > LongestLabel || label.AsSpan().ContainsAnyExcept(LabelCharacters) || label[0] == '-' || label[^1] == '-')
                return false;
        }
        // A last label that reads as a number, hexadecimal included, makes the whole host an IPv4 address (URL standard, "ends in a number").
        string last = labels[^1];
        bool hexadecimal = last.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && last.AsSpan(2).IndexOfAnyExcept(HexDigits) < 0;
        return !hexadecimal && !last.All(char.IsAsciiDigit);
    }

    private static bool IsPlainSegment(string segment)
    {
        if (segment.Length == 0)
            return false;
        string decoded = Uri.UnescapeDataString(segment);
        return decoded is not ("." or "..") && !decoded.AsSpan().ContainsAny("/\\%?#") && !decoded.Any(char.IsControl);
    }

    private static Problem Refused(string why) => new(ProblemCode.InvalidInput, $"did:web: {why}");
}
