using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Wallets;
using Credentials.Wallets;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Wallets;

/// <summary>The token endpoint for the Pre-Authorized Code Flow (OpenID4VCI 1.0 section 6), with DPoP (RFC 9449 section 5) where the wallet can.</summary>
internal static class TokenEndpoint
{
    private const string GrantType = "urn:ietf:params:oauth:grant-type:pre-authorized_code";
    private const int MostClientIdLength = 500;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(WalletAddresses.Path + "/token", HandleAsync).OpenToAllOrigins()
        .AllowBody(16 * 1024).DisableAntiforgery()
        .WithSummary("OpenID4VCI: uses a pre-authorized code for an access token.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json").Produces(StatusCodes.Status400BadRequest, contentType: "application/json");

    private static async Task<IResult> HandleAsync(
        HttpContext context, string slug, Centres centres, Offers offers, Nonces nonces, WalletAddresses addresses, WrongCodes wrongCodes, TimeProvider time,
        CancellationToken cancel)
    {
        if (await centres.FindAsync(slug, cancel) is null)
            return Results.NotFound();
        if (!context.Request.HasFormContentType)
            return ProtocolAnswers.Refuse("invalid_request", "send application/x-www-form-urlencoded");
        IFormCollection form;
        try
        {
            form = await context.Request.ReadFormAsync(cancel);
        }
        catch (Exception malformed) when (malformed is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest })
        {
            return ProtocolAnswers.Refuse("invalid_request", "the form cannot be read");
        }
        // RFC 6749 section 3.2: no parameter more than once.
        if (form.Any(parameter => parameter.Value.Count > 1))
            return ProtocolAnswers.Refuse("invalid_request", "a parameter is there twice");
        if (Value(form, "grant_type") is not { } grantType)
            return ProtocolAnswers.Refuse("invalid_request", "grant_type is missing");
        if (grantType != GrantType)
            return ProtocolAnswers.Refuse("unsupported_grant_type", $"only {GrantType} is supported");
        if (Value(form, "pre-authorized_code") is not { } code)
            return ProtocolAnswers.Refuse("invalid_request", "pre-authorized_code is missing");
        var clientId = Value(form, "client_id");
        if (clientId is { Length: > MostClientIdLength })
            return ProtocolAnswers.Refuse("invalid_request", $"client_id is longer than {MostClientIdLength} characters");
        // Before the DPoP proof, which is remembered on the disk: nobody without an offer makes the store grow.
        if (!offers.IsCode(code))
            return ProtocolAnswers.Refuse("invalid_grant", "the code or the transaction code is wrong");
        string? boundTo = null;
        if (context.Request.Headers.TryGetValue("DPoP", out var proofs))
        {
            if (proofs is not [{ } jwt])
                return ProtocolAnswers.Refuse("invalid_dpop_proof", "there must be one DPoP header");
            if (!DpopProof.TryCheck(jwt, HttpMethods.Post, new(addresses.Token(slug)), null, time.GetUtcNow(), out var proof, out var error))
                return ProtocolAnswers.Refuse(error);
            if (!await nonces.SeeProofAsync(proof.Key.Thumbprint, proof.Id, 2 * DpopProof.Oldest, cancel))
                return ProtocolAnswers.Refuse("invalid_dpop_proof", "the DPoP proof was used before");
            boundTo = proof.Key.Thumbprint;
        }
        if (wrongCodes.WaitOf(context, code) is { } wait)
            return TooManyTries(context, wait);
        var redemption = await offers.RedeemAsync(slug, code, Value(form, "tx_code"), boundTo, clientId, cancel);
        switch (redemption.Outcome)
        {
            case RedemptionOutcome.Redeemed:
                return new JsonAnswer(StatusCodes.Status200OK, writer =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("access_token"u8, redemption.AccessToken);
                    writer.WriteString("token_type"u8, boundTo is null ? "Bearer" : "DPoP");
                    writer.WriteNumber("expires_in"u8, (long)Offers.TokenLifetime.TotalSeconds);
                    writer.WriteEndObject();
                });
            case RedemptionOutcome.TransactionCodeMissing:
                return ProtocolAnswers.Refuse("invalid_request", "tx_code is missing");
            case RedemptionOutcome.TransactionCodeUnexpected:
                return ProtocolAnswers.Refuse("invalid_request", "the offer asks for no tx_code");
            case RedemptionOutcome.TooManyTries:
                return TooManyTries(context, Offers.WrongCodePause);
            case RedemptionOutcome.WrongTransactionCode:
                wrongCodes.Count(context, code);
                return ProtocolAnswers.Refuse("invalid_grant", "the code or the transaction code is wrong");
            default:
                return ProtocolAnswers.Refuse("invalid_grant", "the code or the transaction code is wrong");
        }
    }

    private static IResult TooManyTries(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ProtocolAnswers.Refuse("invalid_grant", "too many wrong transaction codes; try again in a moment", StatusCodes.Status429TooManyRequests);
    }

    // A parameter without a value is as if it were not there (RFC 6749 section 3.2).
    private static string? Value(IFormCollection form, string name) => form[name] is [{ Length: > 0 } value] ? value : null;
}
