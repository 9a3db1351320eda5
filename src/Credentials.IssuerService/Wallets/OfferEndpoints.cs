using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Mailing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.EvidenceStore.Wallets;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Codes;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Wallets;

/// <summary>Credential offers (OpenID4VCI 1.0 section 4): staff make them, wallets fetch them by reference.</summary>
internal static class OfferEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/api/credentials/{id:guid}/offers", CreateAsync).RequireCaller(CallerRole.Issuer).AllowBody(16 * 1024)
            .WithSummary("An offer by which a wallet takes the credential: {\"format\"}, one of dc+sd-jwt (default), jwt_vc_json, ldp_vc. The link is there by reference, for QR codes, and by value; txCode goes to the learner by another way, or with \"sendCode\": true by mail and then stands in no answer.")
            .Produces(StatusCodes.Status201Created, contentType: "application/json")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests);
        endpoints.MapPost("/api/credentials/{id:guid}/offers/{number}/code", GiveCodeAsync).RequireCaller(CallerRole.Issuer)
            .WithSummary("The transaction code for the offer that the learner made on the own page and reads the number of; a code before it is no longer good.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapMethods(WalletAddresses.Path + "/offers/{offer}", ReadEndpoints.Methods, GiveAsync).OpenToAllOrigins()
            .WithSummary("OpenID4VCI: a credential offer by reference.").Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapMethods(WalletAddresses.Path + "/offers/{offer}/qr.svg", ReadEndpoints.Methods, DrawAsync)
            .WithSummary("The offer as a QR code.").Produces(StatusCodes.Status200OK, contentType: "image/svg+xml");
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, Guid id, ConsultAwards awards, ChangeAwards changes, WalletForms forms, Offers offers, AskedCodes codes,
        CredentialOffers written, WalletAddresses addresses, CancellationToken cancel)
    {
        if (!(await ReadAsync(context.Request, cancel)).TryGet(out var asked, out var fault))
            return fault.ToResult();
        var configuration = asked.Configuration;
        var centre = context.CallerCentre();
        if (!(await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out var notThere))
            return notThere.ToResult();
        if (award.Forms.Count == 0)
            return new Problem(ProblemCode.NotFound, "There is no such credential any more.").ToResult();
        if (award.Document.Status != AwardStatus.Active)
            return new Problem(ProblemCode.WrongState, "A credential that is suspended or revoked is offered to no wallet.").ToResult();
        if (await forms.FindObstacleAsync(award, configuration, cancel) is { } obstacle)
            return obstacle.ToResult();
        string? mailedTo = null;
        CreatedOffer created;
        if (asked.SendsCode)
        {
            created = new(await offers.CreateLockedAsync(centre, id, [configuration.Id], cancel), null);
            if (!(await codes.AskAsync(award, created.Offer.Id, cancel)).TryGet(out mailedTo, out var notMailed))
            {
                await offers.EndAsync(created.Offer.Id, cancel);
                return notMailed.ToResult();
            }
        }
        else
        {
            created = await offers.CreateAsync(centre, id, [configuration.Id], asksCode: true, cancel);
        }
        if (!await changes.NoteAsync(centre, id, "offer-created", context.Caller().KeyId, configuration.Format, cancel))
            return new Problem(ProblemCode.NotFound, "There is no such credential any more.").ToResult();
        return new JsonAnswer(StatusCodes.Status201Created, writer => WriteCreated(writer, created, mailedTo, written, addresses));
    }

    private static async Task<IResult> GiveCodeAsync(
        HttpContext context, Guid id, string number, ConsultAwards awards, ChangeAwards changes, ClaimOffers offers, CancellationToken cancel)
    {
        if (!(await awards.FindAsync(context.CallerCentre(), id, cancel)).TryGet(out _, out var notThere))
            return notThere.ToResult();
        if (await offers.GiveCodeAsync(id, number, cancel) is not { } given)
            return new Problem(ProblemCode.NotFound, "There is no open offer of that number; the learner makes a new one on the own page.").ToResult();
        await changes.NoteAsync(context.CallerCentre(), id, "offer-code-given", context.Caller().KeyId, null, cancel);
        return new JsonAnswer(StatusCodes.Status200OK, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("txCode"u8, given.TransactionCode);
            writer.WriteString("expires"u8, Written(given.Offer.CodeExpires));
            writer.WriteEndObject();
        });
    }

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<Result<Asked>> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength is 0 or null && request.ContentType is null)
            return new Asked(CredentialConfiguration.SdJwt, SendsCode: false);
        return await JsonBody.ReadAsync(request, Read, "The offer cannot be read.", cancel);
    }

    private static Asked Read(InputObject body) => new(ReadFormat(body), body.Boolean("sendCode") ?? false);

    private static CredentialConfiguration ReadFormat(InputObject body)
    {
        if (body.Text("format", 50) is not { } format)
            return CredentialConfiguration.SdJwt;
        if (CredentialConfiguration.OfFormat(format) is { } configuration)
            return configuration;
        body.Fault(
            "format", InputReasons.NotAllowedValue,
            $"The format is one of {string.Join(", ", CredentialConfiguration.All.Select(known => known.Format))}.");
        return CredentialConfiguration.SdJwt;
    }

    private static async Task<IResult> GiveAsync(string slug, string offer, Offers offers, CredentialOffers written, CancellationToken cancel) =>
        await FindAsync(slug, offer, offers, cancel) is { } found
            ? new JsonAnswer(StatusCodes.Status200OK, writer => written.Write(writer, found))
            : new Problem(ProblemCode.NotFound, "There is no such offer, or it was used or has expired.").ToResult();

    private static async Task<IResult> DrawAsync(
        HttpContext context, string slug, string offer, Offers offers, CredentialOffers written, QrCodes codes, CancellationToken cancel)
    {
        if (await FindAsync(slug, offer, offers, cancel) is not { } found)
            return new Problem(ProblemCode.NotFound, "There is no such offer, or it was used or has expired.").ToResult();
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(codes.Of(written.LinkByReference(found)).ToSvg(), "image/svg+xml");
    }

    /// <summary>Only while its code can be used.</summary>
    private static async Task<StoredOffer?> FindAsync(string slug, string id, Offers offers, CancellationToken cancel) =>
        Guid.TryParseExact(id, "N", out var guid) && await offers.FindAsync(guid, cancel) is { RedeemedAt: null } offer && offer.Centre == slug ? offer : null;

    private static void WriteCreated(
        Utf8JsonWriter writer, CreatedOffer created, string? mailedTo, CredentialOffers written, WalletAddresses addresses)
    {
        var offer = created.Offer;
        writer.WriteStartObject();
        writer.WriteString("id"u8, offer.Id.ToString("N"));
        writer.WriteString("uri"u8, written.LinkByReference(offer));
        writer.WriteString("uriByValue"u8, written.LinkByValue(offer));
        writer.WritePropertyName("offer"u8);
        written.Write(writer, offer);
        writer.WriteString("qr"u8, addresses.Offer(offer.Centre, offer.Id) + "/qr.svg");
        if (mailedTo is null)
            writer.WriteString("txCode"u8, created.TransactionCode);
        else
            writer.WriteString("codeMailedTo"u8, mailedTo);
        writer.WriteString("expires"u8, Written(offer.CodeExpires));
        writer.WriteEndObject();
    }

    private sealed record Asked(CredentialConfiguration Configuration, bool SendsCode);
}
