using System.Net;
using Credentials.App.Composition;
using Credentials.Baking;
using Credentials.PublicVerifier.Gathering;
using Credentials.Web;

namespace Credentials.App.CommandLine;

/// <summary>Reads what the operator names for checking. Unlike the addresses inside credentials, this one is the operator's own choice and may be local.</summary>
internal sealed class CredentialToVerify(IOpenShares shares, PublicAddress address, Roles roles)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<Result<ReadOnlyMemory<byte>>> ReadAsync(string subject, CancellationToken cancel)
    {
        if (Uri.TryCreate(subject, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
            return IsOwnShare(url) ? await OpenShareAsync(url.Segments[^1], cancel) : await FetchAsync(url, cancel);
        try
        {
            await using var input = subject == "-" ? Console.OpenStandardInput() : File.OpenRead(subject);
            return await ReadBoundedAsync(input, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem(ProblemCode.NotFound, fault.Message);
        }
    }

    // Without a store here, a link under the default address is that of another folder's service.
    private bool IsOwnShare(Uri url) =>
        roles.OpensStore && url.GetLeftPart(UriPartial.Authority) == address.Origin && url.Segments is ["/", "s/", _];

    private async Task<Result<ReadOnlyMemory<byte>>> OpenShareAsync(string token, CancellationToken cancel)
    {
        var share = await shares.OpenShareAsync(token, isOpening: false, cancel);
        return share.Forms.Count > 0
            ? share.Forms[0].Utf8
            : new Problem(ProblemCode.NotFound, share.State == ShareState.Unknown ? "There is no such share link." : "The share link has ended; the credential has not.");
    }

    private static async Task<Result<ReadOnlyMemory<byte>>> FetchAsync(Uri url, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = Patience };
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("application/vc+jwt, application/vc;q=0.9, application/dc+sd-jwt;q=0.8, application/json;q=0.5, text/plain;q=0.2");
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            if (response.StatusCode != HttpStatusCode.OK)
                return new Problem(ProblemCode.NotFound, $"{url.Host} answered {(int)response.StatusCode}.");
            await using var body = await response.Content.ReadAsStreamAsync(cancel);
            return await ReadBoundedAsync(body, cancel);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return new Problem(ProblemCode.NotFound, $"{url.Host} could not be reached.");
        }
    }

    private static async Task<Result<ReadOnlyMemory<byte>>> ReadBoundedAsync(Stream input, CancellationToken cancel)
    {
        var buffer = new byte[BakedFile.MaxBytes + 1];
        var length = await input.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return length <= BakedFile.MaxBytes
            ? BakedFile.CredentialIn(buffer.AsMemory(0, length))
            : new Problem(ProblemCode.TooLarge, $"A credential, or the image or PDF that it is in, has at most {BakedFile.MaxBytes} bytes.");
    }
}
