using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using Credentials.Verifying;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Credentials.PublicVerifier.Gathering;

/// <summary>
/// The only way out to addresses that strangers name. https only outside Development; public addresses only; redirects followed by hand and judged one by one;
/// size, time, redirects and decompression bounded; no cookies, credentials, proxy or trace headers. Every failure is an answer, with a reason safe to show.
/// </summary>
public sealed class GuardedHttpClient : IDisposable
{
    private readonly FetchingOptions _options;
    private readonly TimeProvider _time;
    private readonly bool _isDevelopment;
    private readonly HashSet<string> _allowedOrigins;
    private readonly SemaphoreSlim _slots;
    private readonly SlotsByHost _slotsByHost;
    private readonly HttpMessageInvoker _http;

    public GuardedHttpClient(IOptions<FetchingOptions> options, IHostEnvironment environment, TimeProvider time)
    {
        _options = options.Value;
        _time = time;
        _isDevelopment = environment.IsDevelopment();
        _allowedOrigins = new HashSet<string>(_options.AllowedOrigins, StringComparer.OrdinalIgnoreCase);
        _slots = new SemaphoreSlim(_options.MaxConcurrent);
        _slotsByHost = new SlotsByHost(_options.MaxConcurrentPerHost);
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            PreAuthenticate = false,
            MaxConnectionsPerServer = _options.MaxConcurrentPerHost,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator(),
            ConnectCallback = (context, cancel) => GuardedConnect.OpenAsync(context, IsAllowedOrigin(context.InitialRequestMessage.RequestUri!), cancel),
        });
    }

    /// <summary>Whether the setting lets this address's origin be fetched whatever its scheme and address.</summary>
    public bool IsAllowedOrigin(Uri address) => _allowedOrigins.Contains(address.GetLeftPart(UriPartial.Authority));

    /// <summary>Fetches a document. 404 and 410 are certain answers; all else that is no 200 is not.</summary>
    public async Task<Gathered<FetchedDocument>> GetAsync(Uri address, string accept, int maxBytes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(address);
        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, deadline.Token);
        var hasSlot = false;
        try
        {
            // The host's slot first: who waits for a slow host keeps none of those that all share.
            using var hostSlot = await _slotsByHost.EnterAsync(address.Host, both.Token);
            await _slots.WaitAsync(both.Token);
            hasSlot = true;
            return await FollowAsync(address, accept, maxBytes, both.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Unreachable($"{address.Host} did not answer within {_options.Timeout.TotalSeconds:0.###} s");
        }
        catch (Exception error) when (error is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            return Unreachable(ReasonOf(error, address.Host));
        }
        finally
        {
            if (hasSlot)
                _slots.Release();
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _slots.Dispose();
    }

    private async Task<Gathered<FetchedDocument>> FollowAsync(Uri address, string accept, int maxBytes, CancellationToken cancel)
    {
        for (var hop = 0; ; hop++)
        {
            if (RefusalOf(address) is { } refusal)
                return Unreachable(refusal);
            using var request = RequestFor(address, accept);
            using var response = await _http.SendAsync(request, cancel);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
                return new Gathered<FetchedDocument>.NotFound($"{address.Host} answered {(int)response.StatusCode}");
            if (response.StatusCode == HttpStatusCode.OK)
                return await ReadAsync(response, address.Host, maxBytes, cancel);
            if (!IsRedirect(response.StatusCode) || response.Headers.Location is not { } location)
                return Unreachable($"{address.Host} answered {(int)response.StatusCode}");
            if (hop == _options.MaxRedirects)
                return Unreachable($"{address.Host} redirected more than {_options.MaxRedirects} times");
            if (!Uri.TryCreate(address, location, out var next))
                return Unreachable($"{address.Host} redirected to what is no address");
            address = next;
        }
    }

    private string? RefusalOf(Uri address)
    {
        if (IsAllowedOrigin(address))
            return null;
        if (address.Scheme != Uri.UriSchemeHttps && !(_isDevelopment && address.Scheme == Uri.UriSchemeHttp))
            return "only https addresses are fetched";
        if (address.UserInfo.Length > 0)
            return "addresses with credentials in them are not fetched";
        return address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
            && !(IPAddress.TryParse(address.IdnHost, out var literal) && PublicAddresses.Contains(literal))
            ? $"{address.Host} is not a public address"
            : null;
    }

    private static HttpRequestMessage RequestFor(Uri address, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        request.Headers.TryAddWithoutValidation("User-Agent", "Credentials-Verifier/1");
        return request;
    }

    private static bool IsRedirect(HttpStatusCode status) => status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found
        or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;

    private static async Task<Gathered<FetchedDocument>> ReadAsync(HttpResponseMessage response, string host, int maxBytes, CancellationToken cancel)
    {
        if (response.Content.Headers.ContentLength > maxBytes)
            return Unreachable($"{host} answered more than {maxBytes} bytes");
        var encodings = response.Content.Headers.ContentEncoding;
        var isCompressed = encodings.Count == 1 && string.Equals(encodings.First(), "gzip", StringComparison.OrdinalIgnoreCase);
        if (encodings.Count > 0 && !isCompressed)
            return Unreachable($"{host} answered in an encoding that was not asked for");
        await using var plain = await response.Content.ReadAsStreamAsync(cancel);
        await using var stream = isCompressed ? new GZipStream(plain, CompressionMode.Decompress) : plain;
        var body = await BoundedReading.ReadAsync(stream, maxBytes, cancel);
        return body is { } bytes
            ? new Gathered<FetchedDocument>.Found(new FetchedDocument(bytes, FetchedDocument.MaxAgeOf(response)))
            : Unreachable($"{host} answered more than {maxBytes} bytes");
    }

    private static Gathered<FetchedDocument> Unreachable(string reason) => new Gathered<FetchedDocument>.Unreachable(reason);

    // The exception's own text may name inner addresses.
    private static string ReasonOf(Exception error, string host)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
            if (cause is AddressRefusedException refused)
                return refused.Message;
        return error is InvalidDataException ? $"{host} answered something that cannot be decompressed"
            : error is HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } ? $"{host} has no certificate that can be trusted"
            : error is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } ? $"{host} is not a known name"
            : $"{host} could not be reached";
    }
}
