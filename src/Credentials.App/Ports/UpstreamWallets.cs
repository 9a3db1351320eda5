using System.Net;
using Credentials.PublicVerifier.Gathering;

namespace Credentials.App.Ports;

/// <summary>Offers and copies of a learner's own page, made and dropped by the process that has the store.</summary>
internal sealed class UpstreamWallets(Upstream upstream) : IFillWallets
{
    public ValueTask<WalletOutcome> OfferAsync(string token, string form, CancellationToken cancel) =>
        PostAsync($"/c/{Uri.EscapeDataString(token)}/wallet", new { form }, cancel);

    public ValueTask<WalletOutcome> SendCodeAsync(string token, CancellationToken cancel) =>
        PostAsync($"/c/{Uri.EscapeDataString(token)}/wallet/code", new { }, cancel);

    public ValueTask<WalletOutcome> DropAsync(string token, Guid copy, CancellationToken cancel) =>
        PostAsync($"/c/{Uri.EscapeDataString(token)}/copies/{copy}", new { }, cancel);

    private async ValueTask<WalletOutcome> PostAsync(string path, object body, CancellationToken cancel) => await upstream.PostAsync(path, body, cancel) switch
    {
        HttpStatusCode.NoContent => WalletOutcome.Done,
        HttpStatusCode.NotFound => WalletOutcome.NotThere,
        HttpStatusCode.Conflict => WalletOutcome.NotActive,
        HttpStatusCode.TooManyRequests => WalletOutcome.TooMany,
        var status => throw new HttpRequestException("the store cannot be asked now", inner: null, status),
    };
}
