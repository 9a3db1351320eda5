using Credentials.PublicVerifier.Gathering;
using Credentials.Web.Codes;
using Credentials.Web.Forms;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.PublicVerifier.Pages;

/// <summary>What the learner's own page does about wallets. Opening it makes nothing: an offer is made and a copy dropped by a form. Works without scripts.</summary>
public static class WalletEndpoints
{
    private const string OfferPath = "/c/{token}/wallet";
    private const string CopyPath = "/c/{token}/copies/{copy:guid}";
    private const string DefaultForm = "dc+sd-jwt";

    private static readonly string[] Methods = ["GET", "HEAD"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost(OfferPath, OfferAsync).FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapPost(OfferPath + "/code", SendCodeAsync).FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
        endpoints.MapMethods(OfferPath + "/qr.svg", Methods, DrawAsync).ExcludeFromDescription();
        endpoints.MapMethods(CopyPath, Methods, AskAsync).ExcludeFromDescription();
        endpoints.MapPost(CopyPath, DropAsync).FromOwnPagesOnly().AllowBody(16 * 1024).DisableAntiforgery().ExcludeFromDescription();
    }

    private static async Task<IResult> OfferAsync(string token, HttpContext context, IFillWallets wallets, CancellationToken cancel)
    {
        if (!await Form.TryReadAsync(context.Request, cancel))
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var form = Form.Of(context).Typed("form");
        return Answer(await wallets.OfferAsync(token, form.Length == 0 ? DefaultForm : form, cancel), token, context);
    }

    private static async Task<IResult> SendCodeAsync(string token, HttpContext context, IFillWallets wallets, CancellationToken cancel) =>
        Answer(await wallets.SendCodeAsync(token, cancel), token, context);

    private static async Task<IResult> DrawAsync(string token, HttpContext context, IOpenShares shares, QrCodes codes, CancellationToken cancel)
    {
        SharedLinkAnswers.KeepFromSearchEngines(context.Response);
        if ((await shares.OpenClaimAsync(token, cancel)).Wallet?.Offer is not { } offer)
            return Results.StatusCode(StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(codes.Of(offer.Link).ToSvg(), "image/svg+xml");
    }

    private static async Task<IResult> AskAsync(string token, Guid copy, HttpContext context, IOpenShares shares, CancellationToken cancel)
    {
        SharedLinkAnswers.KeepFromSearchEngines(context.Response);
        if ((await shares.OpenClaimAsync(token, cancel)).Wallet?.Copies.FirstOrDefault(one => one.Id == copy && !one.IsDropped) is not { } found)
            return new PageResult<UnknownLinkPage> { StatusCode = StatusCodes.Status404NotFound };
        return new PageResult<DropCopyPage>
        {
            Parameters = new Dictionary<string, object> { [nameof(DropCopyPage.Copy)] = found, [nameof(DropCopyPage.Path)] = "/c/" + token },
        };
    }

    private static async Task<IResult> DropAsync(string token, Guid copy, HttpContext context, IFillWallets wallets, CancellationToken cancel) =>
        Answer(await wallets.DropAsync(token, copy, cancel), token, context);

    private static IResult Answer(WalletOutcome outcome, string token, HttpContext context)
    {
        switch (outcome)
        {
            case WalletOutcome.NotThere:
                return Results.StatusCode(StatusCodes.Status404NotFound);
            case WalletOutcome.NotInThisForm:
                return Results.StatusCode(StatusCodes.Status409Conflict);
            case WalletOutcome.TooMany:
                return Results.StatusCode(StatusCodes.Status429TooManyRequests);
            default:
                // Where the credential may go to no wallet, the page itself says so.
                context.Response.Headers.Location = $"/c/{Uri.EscapeDataString(token)}{context.Request.QueryString}#wallet";
                return Results.StatusCode(StatusCodes.Status303SeeOther);
        }
    }
}
