using System.Text.RegularExpressions;

namespace Credentials.Inputs;

/// <summary>Addresses on the web that may stand in a credential: absolute, only characters of RFC 3986, no user name.</summary>
public static class WebAddress
{
    private static readonly Regex Https = Form("https");
    private static readonly Regex HttpOrHttps = Form("https?");

    public static bool IsHttps(string text) => Https.IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _);

    public static bool IsHttpOrHttps(string text) => HttpOrHttps.IsMatch(text) && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static Regex Form(string scheme) => new(
        $"^{scheme}://[A-Za-z0-9.-]+(:[0-9]{{1,5}})?(/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*)?\\z", RegexOptions.NonBacktracking);
}
