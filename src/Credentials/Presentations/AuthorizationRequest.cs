using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Credentials.Wallets;

namespace Credentials.Presentations;

/// <summary>What a wallet is asked (OpenID4VP 1.0 section 5): a question, who asks, and where the answer goes. Good for one answer.</summary>
public sealed record AuthorizationRequest
{
    /// <summary>The <c>typ</c> of a signed request.</summary>
    public const string HeaderType = "oauth-authz-req+jwt";

    public const string MediaType = "application/" + HeaderType;

    /// <summary>The scheme that every wallet answers to (section 13.1.2).</summary>
    public const string Scheme = "openid4vp";

    /// <summary>A longer <c>wallet_nonce</c> is refused.</summary>
    public const int LongestWalletNonce = 1024;

    // The audience of a request to a wallet that nobody knows yet (section 5.8).
    private const string AnyWallet = "https://self-issued.me/v2";

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public required ClientIdentifier ClientId { get; init; }

    public required Uri ResponseUri { get; init; }

    /// <summary>Random, of this request alone; letters, digits and <c>-._~</c>.</summary>
    public required string Nonce { get; init; }

    /// <summary>As <see cref="Nonce"/>: finds the request again and shows that who answers has seen it.</summary>
    public required string State { get; init; }

    public required ResponseMode ResponseMode { get; init; }

    public required PresentationAsk Ask { get; init; }

    /// <summary>See <see cref="DcqlQuery"/>: whose type of micro-credential is asked for.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>Of this request alone, with a <c>kid</c>; needed for <see cref="ResponseMode.DirectPostJwt"/>.</summary>
    public EncryptionKey? EncryptionKey { get; init; }

    /// <summary>
    /// The address of a request that a wallet fetches (section 5.10). Short enough for a QR code, and so without the metadata that section 5.1 would
    /// rather have here too: the request itself has it.
    /// </summary>
    public static string ReferenceUri(string scheme, ClientIdentifier clientId, Uri requestUri)
    {
        ArgumentNullException.ThrowIfNull(clientId);
        ArgumentNullException.ThrowIfNull(requestUri);
        return Link(scheme, [("client_id", clientId.ToString()), ("request_uri", requestUri.AbsoluteUri), ("request_uri_method", "post")]);
    }

    /// <summary>The whole request as an address: the only way where it cannot be signed.</summary>
    /// <exception cref="InvalidOperationException">Requests of this client must be signed, or the request contradicts itself.</exception>
    public string ToUri(string scheme)
    {
        if (ClientId.IsSigned)
            throw new InvalidOperationException("requests of this client must be signed");
        if (ClientId != ClientIdentifier.RedirectUri(ResponseUri))
            throw new InvalidOperationException("the client is another than the one that gets the answer");
        return Link(scheme,
        [
            ("client_id", ClientId.ToString()), ("response_type", "vp_token"), ("response_mode", ResponseModes.NameOf(ResponseMode)),
            ("response_uri", ResponseUri.AbsoluteUri), ("nonce", Nonce), ("state", State),
            ("dcql_query", Json(writer => DcqlQuery.Write(writer, Ask, PublicUrl))), ("client_metadata", Json(WriteMetadata)),
        ]);
    }

    /// <summary>The signed request object (RFC 9101; OpenID4VP 1.0 section 5.10.1).</summary>
    /// <param name="signer">The key of <see cref="ClientId"/>.</param>
    /// <param name="now">Its <c>iat</c>.</param>
    /// <param name="lifetime">How long a wallet may act on it.</param>
    /// <param name="walletNonce">What the wallet gave to know it by; null where it gave nothing.</param>
    /// <exception cref="InvalidOperationException">The key is another client's, or the request contradicts itself.</exception>
    public string Sign(RequestSigner signer, DateTimeOffset now, TimeSpan lifetime, string? walletNonce)
    {
        ArgumentNullException.ThrowIfNull(signer);
        if (!signer.Identify(ClientId.Prefix, ResponseUri).TryGet(out var client, out _) || client != ClientId)
            throw new InvalidOperationException("the key does not show this client");
        if (walletNonce?.Length > LongestWalletNonce)
            throw new ArgumentException($"a wallet_nonce has at most {LongestWalletNonce} characters", nameof(walletNonce));
        var payload = Utf8(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("aud"u8, AnyWallet);
            writer.WriteNumber("iat"u8, now.ToUnixTimeSeconds());
            writer.WriteNumber("exp"u8, (now + lifetime).ToUnixTimeSeconds());
            writer.WriteString("client_id"u8, ClientId.ToString());
            writer.WriteString("response_type"u8, "vp_token"u8);
            writer.WriteString("response_mode"u8, ResponseModes.NameOf(ResponseMode));
            writer.WriteString("response_uri"u8, ResponseUri.AbsoluteUri);
            writer.WriteString("nonce"u8, Nonce);
            if (walletNonce is not null)
                writer.WriteString("wallet_nonce"u8, walletNonce);
            writer.WriteString("state"u8, State);
            writer.WritePropertyName("dcql_query"u8);
            DcqlQuery.Write(writer, Ask, PublicUrl);
            writer.WritePropertyName("client_metadata"u8);
            WriteMetadata(writer);
            writer.WriteEndObject();
        });
        return signer.Sign(payload.Span);
    }

    private void WriteMetadata(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (ResponseMode == ResponseMode.DirectPostJwt)
        {
            if (EncryptionKey is not { KeyId: not null } key)
                throw new InvalidOperationException("an encrypted answer needs a key with a kid");
            writer.WriteStartObject("jwks"u8);
            writer.WriteStartArray("keys"u8);
            key.WriteJwk(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
            WriteTexts(writer, "encrypted_response_enc_values_supported", CompactJwe.Encryptions);
        }

        SupportedFormats.Write(writer);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static string Link(string scheme, IReadOnlyList<(string Name, string Value)> parameters) =>
        $"{scheme}://?{string.Join('&', parameters.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"))}";

    private static string Json(Action<Utf8JsonWriter> write) => System.Text.Encoding.UTF8.GetString(Utf8(write).Span);

    private static ReadOnlyMemory<byte> Utf8(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(output, Options))
            write(writer);
        return output.WrittenMemory;
    }
}
