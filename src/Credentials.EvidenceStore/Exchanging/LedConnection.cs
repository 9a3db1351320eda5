using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Credentials.EvidenceStore.Led;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>
/// Posts requests to LED and reads what it answers. The operator names the address, so it may be a private one; redirections are not followed, because a
/// national number goes where the operator says and nowhere else.
/// </summary>
internal sealed class LedConnection : IDisposable
{
    /// <summary>Answers to one registration take 2 kB.</summary>
    private const int MostBytes = 1024 * 1024;

    private const int LongestFault = 60;
    private const string NoAnswer = "no-answer-of-led";

    private readonly LedOptions _options;
    private readonly X509Certificate2? _certificate;
    private readonly HttpClient _http;

    /// <exception cref="StorageException">The client certificate cannot be used.</exception>
    public LedConnection(IOptions<LedOptions> settings)
    {
        var options = _options = settings.Value;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ClientCertificateOptions = ClientCertificateOption.Manual,
        };
        if (options.ClientCertificateFile is not null)
            handler.ClientCertificates.Add(_certificate = ReadCertificate(options));
        // The bound on time is counted by hand, to tell it from a stop.
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
    }

    /// <summary>Never throws for what LED or the network does.</summary>
    /// <param name="request">The SOAP request.</param>
    /// <param name="cancel">Gives up waiting; LED may have done it all the same.</param>
    public async Task<LedOutcome> PostAsync(byte[] request, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(_options.Timeout);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, _options.Address) { Content = new ByteArrayContent(request) };
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("text/xml", "utf-8");
            message.Headers.Add("SOAPAction", $"\"{_options.SoapAction}\"");
            using var response = await _http.SendAsync(message, HttpCompletionOption.ResponseContentRead, patience.Token);
            return Judge(response, await response.Content.ReadAsByteArrayAsync(patience.Token), _options);
        }
        catch (OperationCanceledException)
        {
            return new(LedOutcomeKind.Unclear, cancel.IsCancellationRequested ? "stopped" : "time-out");
        }
        catch (HttpRequestException failure)
        {
            return failure.HttpRequestError switch
            {
                HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError
                    or HttpRequestError.ProxyTunnelError => new(LedOutcomeKind.Unreached, "no-connection"),
                HttpRequestError.ConfigurationLimitExceeded => new(LedOutcomeKind.Unclear, NoAnswer),
                _ => new(LedOutcomeKind.Unclear, "connection-lost"),
            };
        }
        catch (IOException)
        {
            return new(LedOutcomeKind.Unclear, "connection-lost");
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _certificate?.Dispose();
    }

    private static LedOutcome Judge(HttpResponseMessage response, byte[] body, LedOptions options)
    {
        var http = string.Create(CultureInfo.InvariantCulture, $"http-{(int)response.StatusCode}");
        // SOAP 1.1 sends its faults with 500; what else has another status than 200 comes from something in between.
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.InternalServerError))
            return new(LedOutcomeKind.Unclear, http, RetryAfter: RetryAfter(response));
        if (!LedVerdict.ReadRegistration(body).TryGet(out var verdict, out _))
            return new(LedOutcomeKind.Unclear, response.StatusCode == HttpStatusCode.OK ? NoAnswer : http);
        if (verdict.IsAccepted)
            return response.StatusCode == HttpStatusCode.OK ? LedOutcome.Accepted : new(LedOutcomeKind.Unclear, http);
        var errors = verdict.Faults.Where(fault => fault.Severity == LedSeverity.Error).ToList();
        if (errors.TrueForAll(error => options.AlreadyRegisteredCodes.Contains(error.Code)))
            return LedOutcome.Accepted;
        // What may pass says nothing about what was done before it came up.
        var telling = errors.Find(error => !error.IsWorthRetrying) ?? errors[0];
        return new(
            verdict.IsWorthRetrying ? LedOutcomeKind.Unclear : LedOutcomeKind.Refused, Shorten($"{telling}"), DiagnosisOf(errors), RetryAfter(response));
    }

    private static string? DiagnosisOf(List<LedFault> errors)
    {
        var said = string.Join(" ", errors.Select(error => error.Diagnosis).Where(text => text.Length > 0));
        return said.Length == 0 ? null : said.Length <= 1000 ? said : said[..1000];
    }

    /// <summary>A code is short, and what is not one may hold anything.</summary>
    private static string Shorten(string fault) =>
        fault.Length <= LongestFault && fault.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ' ' or '-' or '.' or '_') ? fault : "unreadable-code";

    private static TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when response.Headers.Date is { } sent && date > sent => date - sent,
        _ => null,
    };

    private static X509Certificate2 ReadCertificate(LedOptions options)
    {
        var key = options.ClientKeyFile ?? options.ClientCertificateFile!;
        try
        {
            Secret.RequireOwnerOnly(key, options.ClientKeyFile is null ? "Led:ClientCertificateFile" : "Led:ClientKeyFile");
            return X509Certificate2.CreateFromPemFile(options.ClientCertificateFile!, key);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new StorageException($"The certificate of Led:ClientCertificateFile cannot be used: {failure.Message}", failure);
        }
    }
}
