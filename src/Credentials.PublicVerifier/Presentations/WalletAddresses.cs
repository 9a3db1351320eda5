using Credentials.Web;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>Where wallets fetch requests and bring answers, and where people see what came of them.</summary>
internal sealed class WalletAddresses(PublicAddress address)
{
    public const string RequestPath = "/presentations/{handle}/request";
    public const string ResponsePath = "/presentations/{handle}/response";
    public const string QrPath = "/presentations/{handle}/qr.svg";

    /// <summary>The page on which employers say what they ask for.</summary>
    public const string AskPath = "/verify/wallet";

    public Uri Request(string handle) => new(address.At($"/presentations/{handle}/request"));

    public Uri Response(string handle) => new(address.At($"/presentations/{handle}/response"));

    public string Qr(string handle) => address.At($"/presentations/{handle}/qr.svg");

    public static string QrOf(string handle) => $"/presentations/{handle}/qr.svg";

    public static string PageOf(string id) => $"{AskPath}/{id}";

    public string Page(string id) => address.At(PageOf(id));
}
