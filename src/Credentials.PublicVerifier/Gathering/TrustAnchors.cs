using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>The certificates of authorities that may name issuers (<see cref="FetchingOptions.TrustAnchorsFile"/>), read once; none by default.</summary>
public sealed class TrustAnchors(IOptions<FetchingOptions> options)
{
    private readonly Lazy<X509Certificate2Collection> _certificates = new(() => Read(options.Value.TrustAnchorsFile));

    public X509Certificate2Collection Certificates => _certificates.Value;

    /// <exception cref="InvalidOperationException">The file cannot be read, or holds no certificate.</exception>
    internal static X509Certificate2Collection Read(string? file)
    {
        var certificates = new X509Certificate2Collection();
        if (string.IsNullOrEmpty(file))
            return certificates;
        try
        {
            certificates.ImportFromPemFile(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"Fetching:TrustAnchorsFile: {file} cannot be read as certificates in PEM: {fault.Message}", fault);
        }

        return certificates.Count > 0 ? certificates : throw new InvalidOperationException($"Fetching:TrustAnchorsFile: {file} holds no certificate");
    }
}
