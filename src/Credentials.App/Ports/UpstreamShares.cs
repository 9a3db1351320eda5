using System.Net;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>Share and claim links, opened by the process that has the store.</summary>
internal sealed class UpstreamShares(Upstream upstream) : IOpenShares
{
    public ValueTask<SharedCredential> OpenShareAsync(string token, CancellationToken cancel) => OpenAsync("/s/", token, cancel);

    public ValueTask<SharedCredential> OpenClaimAsync(string token, CancellationToken cancel) => OpenAsync("/c/", token, cancel);

    private async ValueTask<SharedCredential> OpenAsync(string path, string token, CancellationToken cancel)
    {
        // To say "there is no such link" because the store could not be asked would be untrue: the page answers an error instead.
        var answer = await upstream.GetAsync(path + Uri.EscapeDataString(token), "application/json", cancel);
        return answer is { Status: HttpStatusCode.OK }
            ? SharedCredentialJson.Read(answer.Body)
            : throw new HttpRequestException("the store cannot be asked now", inner: null, answer?.Status);
    }
}
