using System.Text.Json;
using Credentials.PublicVerifier.Gathering;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;

namespace Credentials.App.Ports;

/// <summary>What <see cref="UpstreamWallets"/> asks for, where the store runs without the verifier. The token of the claim link is the right to it, here as there.</summary>
internal static class WalletUpstreamEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/c/{token}/wallet", OfferAsync).FromOwnPagesOnly().AllowBody(16 * 1024).ExcludeFromDescription();
        endpoints.MapPost("/c/{token}/wallet/code", async (string token, LocalWallets wallets, CancellationToken cancel) =>
            Answer(await wallets.SendCodeAsync(token, cancel))).FromOwnPagesOnly().AllowBody(16 * 1024).ExcludeFromDescription();
        endpoints.MapPost("/c/{token}/copies/{copy:guid}", async (string token, Guid copy, LocalWallets wallets, CancellationToken cancel) =>
            Answer(await wallets.DropAsync(token, copy, cancel))).FromOwnPagesOnly().AllowBody(16 * 1024).ExcludeFromDescription();
    }

    private static async Task<IResult> OfferAsync(string token, HttpRequest request, LocalWallets wallets, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable.ToResult();
        using (body)
        {
            var form = body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("form", out var value)
                && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            return Answer(await wallets.OfferAsync(token, form, cancel));
        }
    }

    private static IResult Answer(WalletOutcome outcome) => outcome switch
    {
        WalletOutcome.Done => Results.NoContent(),
        WalletOutcome.NotActive => ProblemMapping.OfStatus(StatusCodes.Status409Conflict),
        WalletOutcome.TooMany => ProblemMapping.OfStatus(StatusCodes.Status429TooManyRequests),
        _ => ProblemMapping.OfStatus(StatusCodes.Status404NotFound),
    };
}
