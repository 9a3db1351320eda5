using System.Globalization;

namespace Credentials.Inputs;

/// <summary>JSON pointers (RFC 6901).</summary>
public static class Pointers
{
    public static string Of(string parent, string name) =>
        $"{parent}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    public static string Of(string parent, int index) => string.Create(CultureInfo.InvariantCulture, $"{parent}/{index}");
}
