using Credentials.Web;

namespace Credentials.IssuerService.Wallets;

/// <summary>Where a centre's credential issuer (OpenID for Verifiable Credential Issuance 1.0) answers.</summary>
public sealed class WalletAddresses(PublicAddress address)
{
    public const string Path = "/centres/{slug}/wallet";

    /// <summary>The Credential Issuer Identifier, which is the authorization server's too.</summary>
    public string Issuer(string slug) => IssuerOf(address, slug);

    /// <inheritdoc cref="Issuer"/>
    public static string IssuerOf(PublicAddress address, string slug) => address.At($"/centres/{slug}");

    public string Token(string slug) => address.At($"/centres/{slug}/wallet/token");

    public string Nonce(string slug) => address.At($"/centres/{slug}/wallet/nonce");

    public string Credential(string slug) => address.At($"/centres/{slug}/wallet/credential");

    public string Notification(string slug) => address.At($"/centres/{slug}/wallet/notification");

    public string Offer(string slug, Guid id) => address.At($"/centres/{slug}/wallet/offers/{id:N}");
}
