namespace Credentials.IssuerService.Staff.SignIn;

/// <summary>Section <c>SignIn</c>: the OpenID provider whose accounts sign staff in; without it they sign in by link alone.</summary>
public sealed class SignInOptions
{
    /// <summary>The provider's issuer address, under which <c>/.well-known/openid-configuration</c> is.</summary>
    public string? Authority { get; set; }

    public string? ClientId { get; set; }

    public string? ClientSecret { get; set; }

    /// <summary>Whether there is a provider at all.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(Authority);

    /// <summary>Why these settings cannot be used; null where they can.</summary>
    internal string? FaultIn(bool isDevelopment)
    {
        if (!IsSet)
            return ClientId is null && ClientSecret is null ? null : "SignIn:Authority is missing: the address of the OpenID provider.";
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return $"SignIn:Authority is '{Authority}', which is no https address.";
        if (address.Scheme != Uri.UriSchemeHttps && !isDevelopment)
            return "SignIn:Authority must be https outside Development.";
        return string.IsNullOrWhiteSpace(ClientId) || string.IsNullOrWhiteSpace(ClientSecret)
            ? "SignIn:ClientId and SignIn:ClientSecret are needed: what the OpenID provider registered this service under."
            : null;
    }
}
