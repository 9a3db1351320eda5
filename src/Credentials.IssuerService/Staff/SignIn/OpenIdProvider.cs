using System.Net.Http.Headers;
using System.Text.Json;
using Credentials.Encoding;
using Credentials.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Credentials.IssuerService.Staff.SignIn;

/// <summary>The OpenID provider of the settings: OpenID Connect Core 1.0, authorization code flow (section 3.1), with PKCE.</summary>
public sealed class OpenIdProvider : IDisposable
{
    private const int LargestAnswer = 256 * 1024;

    // Signed with keys of the provider's own, never with our secret.
    private static readonly string[] Algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384];

    private readonly SignInOptions _options;
    private readonly TimeProvider _time;
    private readonly string _callback;
    private readonly HttpClient _http;
    private readonly HttpDocumentRetriever _documents;
    private readonly string _address;
    private readonly ConfigurationManager<OpenIdConnectConfiguration>? _provider;

    public OpenIdProvider(IOptions<SignInOptions> options, PublicAddress address, IHostEnvironment environment, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(address);
        (_options, _time) = (options.Value, time);
        _callback = address.At(ProviderEndpoints.Callback);
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = LargestAnswer };
        _documents = new HttpDocumentRetriever(_http) { RequireHttps = !environment.IsDevelopment() };
        _address = _options.Authority?.TrimEnd('/') + "/.well-known/openid-configuration";
        _provider = _options.IsSet ? new(_address, new OpenIdConnectConfigurationRetriever(), _documents) : null;
    }

    public bool IsSet => _provider is not null;

    /// <summary>Where to send the browser; null where the provider cannot be reached.</summary>
    internal async Task<string?> AddressOfAsync(OpenIdRequest request, CancellationToken cancel) => await FindAsync(cancel) is { } provider
        ? provider.AuthorizationEndpoint + (provider.AuthorizationEndpoint.Contains('?', StringComparison.Ordinal) ? "&" : "?") + QueryString.Create(new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = _options.ClientId,
            ["redirect_uri"] = _callback,
            ["scope"] = "openid email profile",
            ["state"] = request.State,
            ["nonce"] = request.Nonce,
            ["code_challenge"] = request.Challenge,
            ["code_challenge_method"] = "S256",
        }).Value![1..]
        : null;

    /// <summary>Whose account a code stands for; null for a code that the provider refuses, or an ID token that is not right in every respect.</summary>
    /// <param name="issuer">The <c>iss</c> of the answer (RFC 9207); null where none came.</param>
    internal async Task<OpenIdAccount?> RedeemAsync(OpenIdRequest request, string code, string? issuer, CancellationToken cancel)
    {
        if (await FindAsync(cancel) is not { } provider || (issuer is not null && issuer != provider.Issuer))
            return null;
        return await TokenOfAsync(provider, request, code, cancel) is { } token ? await AccountInAsync(provider, token, request.Nonce, cancel) : null;
    }

    public void Dispose() => _http.Dispose();

    private async Task<OpenIdConnectConfiguration?> FetchAsync(CancellationToken cancel)
    {
        try
        {
            return await OpenIdConnectConfigurationRetriever.GetAsync(_address, _documents, cancel);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException)
        {
            return null;
        }
    }

    private async Task<OpenIdConnectConfiguration?> FindAsync(CancellationToken cancel)
    {
        try
        {
            return _provider is null ? null : await _provider.GetConfigurationAsync(cancel);
        }
        catch (InvalidOperationException)
        {
            // What cannot be fetched or read, as the library says it.
            return null;
        }
    }

    private async Task<string?> TokenOfAsync(OpenIdConnectConfiguration provider, OpenIdRequest request, string code, CancellationToken cancel)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = _callback,
            ["code_verifier"] = request.Verifier,
        };
        using var message = new HttpRequestMessage(HttpMethod.Post, provider.TokenEndpoint);
        // client_secret_basic is what a provider that names nothing understands.
        if (provider.TokenEndpointAuthMethodsSupported.Count == 0 || provider.TokenEndpointAuthMethodsSupported.Contains("client_secret_basic"))
        {
            var pair = $"{Uri.EscapeDataString(_options.ClientId!)}:{Uri.EscapeDataString(_options.ClientSecret!)}";
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(pair)));
        }
        else
        {
            (fields["client_id"], fields["client_secret"]) = (_options.ClientId!, _options.ClientSecret!);
        }
        message.Content = new FormUrlEncodedContent(fields);
        try
        {
            using var answer = await _http.SendAsync(message, cancel);
            if (!answer.IsSuccessStatusCode || !StrictJson.Parse(await answer.Content.ReadAsByteArrayAsync(cancel)).TryGet(out var json, out _))
                return null;
            using (json)
            {
                return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("id_token", out var token)
                    && token.ValueKind == JsonValueKind.String ? token.GetString() : null;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Section 3.1.3.7: signature, issuer, audience, authorized party, time and nonce.</summary>
    private async Task<OpenIdAccount?> AccountInAsync(OpenIdConnectConfiguration provider, string token, string nonce, CancellationToken cancel)
    {
        var result = await ValidateAsync(provider, token);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            // The provider may have taken a key into use since its keys were fetched. Only a token that it gave us itself comes here.
            _provider!.RequestRefresh();
            if (await FetchAsync(cancel) is { } again)
                result = await ValidateAsync(again, token);
        }
        if (!result.IsValid || result.SecurityToken is not JsonWebToken valid)
            return null;
        var isForUs = (!valid.TryGetPayloadValue<string>("azp", out var party) || party == _options.ClientId) && (valid.Audiences.Count() == 1 || party is not null);
        if (!isForUs || !valid.TryGetPayloadValue<string>("nonce", out var answered) || answered != nonce || string.IsNullOrEmpty(valid.Subject))
            return null;
        return new(valid.Issuer, valid.Subject, EmailIn(valid));
    }

    private async Task<TokenValidationResult> ValidateAsync(OpenIdConnectConfiguration provider, string token) =>
        await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = provider.Issuer,
            ValidAudience = _options.ClientId,
            IssuerSigningKeys = provider.SigningKeys,
            ValidAlgorithms = Algorithms,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var (now, skew) = (_time.GetUtcNow().UtcDateTime, TimeSpan.FromMinutes(2));
        return until is { } end && end + skew > now && (from is null || from - skew <= now);
    }

    private static string? EmailIn(JsonWebToken token) =>
        token.TryGetPayloadValue<string>("email", out var email) && !string.IsNullOrWhiteSpace(email)
        && token.TryGetPayloadValue<object>("email_verified", out var verified) && verified is true or "true" ? email : null;
}
