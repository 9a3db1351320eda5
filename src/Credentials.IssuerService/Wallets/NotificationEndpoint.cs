using Credentials.EvidenceStore.Wallets;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Wallets;

/// <summary>The notification endpoint (OpenID4VCI 1.0 section 11): what became of credentials in the wallet. A copy that was not kept is dropped.</summary>
internal static class NotificationEndpoint
{
    private static readonly string[] Events = ["credential_accepted", "credential_failure", "credential_deleted"];

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(WalletAddresses.Path + "/notification", HandleAsync).OpenToAllOrigins()
        .AllowBody(16 * 1024)
        .WithSummary("OpenID4VCI: a wallet tells what became of its credentials.")
        .Produces(StatusCodes.Status204NoContent).Produces(StatusCodes.Status400BadRequest, contentType: "application/json");

    private static async Task<IResult> HandleAsync(
        HttpContext context, string slug, WalletAccess access, WalletAddresses addresses, Offers offers, WalletCopies copies, CancellationToken cancel)
    {
        var (offer, refusal) = await access.FindAsync(context, slug, new(addresses.Notification(slug)), cancel);
        if (offer is null)
            return refusal!;
        if (!(await JsonBody.ReadAsync(context.Request, cancel)).TryGet(out var body, out var unreadable))
            return ProtocolAnswers.Refuse("invalid_notification_request", unreadable.Detail);
        using (body)
        {
            var root = body.RootElement;
            if (Text(root, "notification_id") is not { } id || Text(root, "event") is not { } happened || !Events.Contains(happened))
                return ProtocolAnswers.Refuse("invalid_notification_request", $"notification_id and event ({string.Join(", ", Events)}) must be there");
            if (!Guid.TryParseExact(id, "N", out var notification)
                || offer.Issued.FirstOrDefault(answer => answer.NotificationId == notification) is not { } issued)
                return ProtocolAnswers.Refuse("invalid_notification_id", "there is no such notification_id");
            // Told again, it changes nothing (section 11.1: idempotent).
            if (issued.Event == happened)
                return Results.NoContent();
            if (happened != "credential_accepted")
            {
                foreach (var copy in issued.Copies)
                    await copies.DropAsync(offer.AwardId, copy, cancel);
            }
            await offers.NoteEventAsync(offer.Id, notification, happened, cancel);
            return Results.NoContent();
        }
    }

    private static string? Text(System.Text.Json.JsonElement body, string name) =>
        body.ValueKind == System.Text.Json.JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == System.Text.Json.JsonValueKind.String
            ? value.GetString()
            : null;
}
