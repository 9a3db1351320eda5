using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>Section <c>Fetching</c>: how far the verifier goes to fetch what a stranger's credential names.</summary>
public sealed class FetchingOptions
{
    public const string Section = "Fetching";

    /// <summary>Exact origins (<c>http://127.0.0.1:5001</c>) that may be fetched whatever their scheme and address; Development and conformance only.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; set; } = [];

    /// <summary>For one document, name resolution and redirects included.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    [Range(0, 10)]
    public int MaxRedirects { get; set; } = 3;

    /// <summary>Fetches under way at once; the rest wait within their own time.</summary>
    [Range(1, 1024)]
    public int MaxConcurrent { get; set; } = 32;

    /// <summary>Of those, fetches from one host.</summary>
    [Range(1, 64)]
    public int MaxConcurrentPerHost { get; set; } = 4;

    /// <summary>Bytes of a status list, after decompression of the answer.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxStatusListBytes { get; set; } = 2 * 1024 * 1024;

    /// <summary>Bytes of a DID document, or of an issuer's or type's metadata, after decompression of the answer.</summary>
    [Range(1024, 16 * 1024 * 1024)]
    public int MaxDidDocumentBytes { get; set; } = 256 * 1024;

    /// <summary>How long an answer is kept that does not say so itself.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan DefaultLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest that anything is kept, whatever it says: a revocation must show some day.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long a failure is kept, so that a credential cannot make us ask again and again.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "01:00:00")]
    public TimeSpan FailureLifetime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>A file (PEM) with the certificates of authorities that may name issuers of SD-JWT VCs by <c>x5c</c>; empty: none may.</summary>
    public string? TrustAnchorsFile { get; set; }

    /// <summary>Bytes kept of status lists of each kind, and as many of DID documents and of metadata.</summary>
    [Range(1024 * 1024, int.MaxValue)]
    public int CacheBytes { get; set; } = 32 * 1024 * 1024;
}

/// <summary>Refuses to start with origins allowed where strangers' credentials come in for real.</summary>
internal sealed class FetchingOptionsValidation(IHostEnvironment environment) : IValidateOptions<FetchingOptions>
{
    public ValidateOptionsResult Validate(string? name, FetchingOptions options)
    {
        if (options.AllowedOrigins.Count > 0 && !environment.IsDevelopment() && !environment.IsEnvironment("Conformance"))
            return ValidateOptionsResult.Fail("Fetching:AllowedOrigins must be empty outside Development and Conformance");
        foreach (var origin in options.AllowedOrigins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")
                || !string.Equals(uri.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase))
                return ValidateOptionsResult.Fail($"Fetching:AllowedOrigins: '{origin}' is not an origin such as http://127.0.0.1:5001");
        try
        {
            foreach (var certificate in TrustAnchors.Read(options.TrustAnchorsFile))
                certificate.Dispose();
        }
        catch (InvalidOperationException fault)
        {
            return ValidateOptionsResult.Fail(fault.Message);
        }

        return ValidateOptionsResult.Success;
    }
}
