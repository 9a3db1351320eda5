using System.Net;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>Share and claim links, opened by the process that has the store.</summary>
internal sealed class UpstreamShares(Upstream upstream) : IOpenShares
{
    public ValueTask<SharedCredential> OpenShareAsync(string token, bool isOpening, CancellationToken cancel) => OpenAsync("/s/", token, cancel, isOpening ? "?opening" : "");

    public ValueTask<SharedCredential> OpenClaimAsync(string token, CancellationToken cancel) => OpenAsync("/c/", token, cancel);

    public ValueTask<SharedFile> OpenShareDocumentAsync(string token, string digest, CancellationToken cancel) => OpenFileAsync("/s/", token, digest, cancel);

    public ValueTask<SharedFile> OpenClaimDocumentAsync(string token, string digest, CancellationToken cancel) => OpenFileAsync("/c/", token, digest, cancel);

    private async ValueTask<SharedFile> OpenFileAsync(string path, string token, string digest, CancellationToken cancel)
    {
        var answer = await upstream.OpenAsync($"{path}{Uri.EscapeDataString(token)}/documents/{digest}", cancel);
        switch (answer)
        {
            // Disposing the stream ends the answer too.
            case { StatusCode: HttpStatusCode.OK, Content.Headers: { ContentLength: { } size, ContentType.MediaType: { } type } headers }:
                var name = headers.ContentDisposition is { } disposition ? disposition.FileNameStar ?? disposition.FileName : null;
                return new(ShareState.Open, new(digest, name ?? digest, type, size), await answer.Content.ReadAsStreamAsync(cancel));
            case { StatusCode: HttpStatusCode.Gone or HttpStatusCode.NotFound }:
                using (answer)
                    return new(answer.StatusCode == HttpStatusCode.Gone ? ShareState.Withdrawn : ShareState.Unknown);
            default:
                using (answer)
                    throw new HttpRequestException("the store cannot be asked now", inner: null, answer?.StatusCode);
        }
    }

    private async ValueTask<SharedCredential> OpenAsync(string path, string token, CancellationToken cancel, string query = "")
    {
        // To say "there is no such link" because the store could not be asked would be untrue: the page answers an error instead.
        var answer = await upstream.GetAsync(path + Uri.EscapeDataString(token) + query, "application/json", cancel);
        return answer is { Status: HttpStatusCode.OK }
            ? SharedCredentialJson.Read(answer.Body)
            : throw new HttpRequestException("the store cannot be asked now", inner: null, answer?.Status);
    }
}
