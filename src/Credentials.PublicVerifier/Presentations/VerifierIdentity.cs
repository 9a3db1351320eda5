using System.Text.Json;
using Credentials.Keys;
using Credentials.Presentations;
using Credentials.Verifying;
using Credentials.Web;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Presentations;

/// <summary>As whom this verifier asks wallets and signs receipts: its DID, its certificate, and the key behind both.</summary>
public sealed class VerifierIdentity : IDisposable
{
    private readonly VerifierOptions _options;
    private readonly TimeProvider _time;
    private readonly Lazy<PrivateKey> _key;
    private readonly Lazy<RequestSigner> _asDid;
    private readonly Lazy<RequestSigner?> _asCertified;

    public VerifierIdentity(IOptions<VerifierOptions> options, IKeepVerifierKey ownKey, PublicAddress address, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(address);
        (_options, _time) = (options.Value, time);
        Did = DidWeb.Build(address.Url, "");
        _key = new(() => _options.KeyFile is { } file ? ReadKey(file) : PrivateKey.Parse(ownKey.Read()).Value);
        _asDid = new(() => Expect(RequestSigner.ForDid(Method.Id, _key.Value), "KeyFile"));
        _asCertified = new(() => _options.CertificateFile is { } file ? ReadCertificates(file) : null);
    }

    /// <summary>Named by the host of the public address; its document is <c>/.well-known/did.json</c>.</summary>
    public Did Did { get; }

    /// <summary>How requests name this verifier where nothing else is asked for.</summary>
    public ClientIdPrefix DefaultPrefix =>
        _options.ClientIdPrefix is null ? _options.CertificateFile is null ? ClientIdPrefix.DecentralizedIdentifier : ClientIdPrefix.X509Hash
        : ClientIdentifier.TryParsePrefix(_options.ClientIdPrefix, out var prefix) ? prefix
        : throw Wrong("ClientIdPrefix", $"'{_options.ClientIdPrefix}' is none of x509_hash, x509_san_dns, decentralized_identifier and redirect_uri");

    /// <summary>What signs receipts.</summary>
    public ReceiptSigner ReceiptSigner => new(Did, Method.Id, _key.Value);

    /// <summary>What others read under <see cref="Did"/>.</summary>
    public DidDocument Document => new(Did, [Method], [Method]);

    // A name of its own for each key, so that nobody who remembers an earlier one takes it for this one.
    private VerificationMethod Method => new($"{Did.Value}#{_key.Value.PublicKey.Thumbprint}", Did.Value, _key.Value.PublicKey);

    /// <summary>Reads what the settings name, and holds it against each other and the public address.</summary>
    /// <exception cref="InvalidOperationException">Names the setting to change.</exception>
    public void Check(Uri anyResponse)
    {
        if (_options.CertificateFile is not null && _options.KeyFile is null)
            throw Wrong("KeyFile", "is missing: a certificate is of use with its key only");
        if (_options.KeyFile is not null)
            _ = _asDid.Value;
        _ = _asCertified.Value;
        // Where the own key has still to be made, nothing can be wrong with it.
        if ((_options.KeyFile is not null || DefaultPrefix is ClientIdPrefix.X509Hash or ClientIdPrefix.X509SanDns)
            && Identify(DefaultPrefix, anyResponse).Problem is { } problem)
            throw Wrong("ClientIdPrefix", $"is {ClientIdentifier.NameOf(DefaultPrefix)}: {problem.Detail}");
    }

    /// <summary>The whole client identifier; <see cref="ProblemCode.NotAcceptable"/> for a prefix that this verifier cannot show.</summary>
    public Result<ClientIdentifier> Identify(ClientIdPrefix prefix, Uri responseUri) =>
        prefix == ClientIdPrefix.RedirectUri ? ClientIdentifier.RedirectUri(responseUri)
        : SignerOf(prefix).TryGet(out var signer, out var problem) ? signer.Identify(prefix, responseUri)
        : problem;

    /// <summary>What signs requests of clients that must sign.</summary>
    public Result<RequestSigner> SignerOf(ClientIdPrefix prefix) =>
        prefix == ClientIdPrefix.DecentralizedIdentifier ? _asDid.Value
        : _asCertified.Value is not { } signer ? new Problem(ProblemCode.NotAcceptable, "This verifier has no certificate (PublicVerifier:CertificateFile).")
        : signer.Expires < _time.GetUtcNow() ? new Problem(ProblemCode.NotAcceptable, "This verifier's certificate has expired.")
        : signer;

    /// <summary>The DID document, with the key as a JWK, which is the form that wallets read.</summary>
    public void WriteDocument(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteStartArray("@context"u8);
        writer.WriteStringValue("https://www.w3.org/ns/did/v1"u8);
        writer.WriteStringValue("https://w3id.org/security/jwk/v1"u8);
        writer.WriteEndArray();
        writer.WriteString("id"u8, Did.Value);
        writer.WriteStartArray("verificationMethod"u8);
        writer.WriteStartObject();
        writer.WriteString("id"u8, Method.Id);
        writer.WriteString("type"u8, "JsonWebKey"u8);
        writer.WriteString("controller"u8, Did.Value);
        writer.WritePropertyName("publicKeyJwk"u8);
        Method.Key.WriteJwk(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
        foreach (var relationship in (ReadOnlySpan<string>)["authentication", "assertionMethod"])
        {
            writer.WriteStartArray(relationship);
            writer.WriteStringValue(Method.Id);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public void Dispose()
    {
        if (_key.IsValueCreated)
            _key.Value.Dispose();
    }

    private RequestSigner ReadCertificates(string file) =>
        Expect(RequestSigner.ForCertificates(ReadText(file, "CertificateFile"), _key.Value, _time.GetUtcNow()), "CertificateFile");

    private static PrivateKey ReadKey(string file)
    {
        const UnixFileMode Writers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && File.Exists(file) && (File.GetUnixFileMode(file) & Writers) != 0)
            throw Wrong("KeyFile", $"{file} can be written by others: set its mode to 0600");
        return PrivateKey.Parse(ReadText(file, "KeyFile")).TryGet(out var key, out _)
            ? key
            : throw Wrong("KeyFile", $"{file} is neither PKCS#8 PEM nor a private JWK of P-256");
    }

    private static string ReadText(string file, string setting)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Wrong(setting, $"{file} cannot be read: {fault.Message}");
        }
    }

    private static RequestSigner Expect(Result<RequestSigner> read, string setting) =>
        read.TryGet(out var signer, out var problem) ? signer : throw Wrong(setting, problem.Detail);

    private static InvalidOperationException Wrong(string setting, string fault) => new($"{VerifierOptions.Section}:{setting} {fault}.");
}
