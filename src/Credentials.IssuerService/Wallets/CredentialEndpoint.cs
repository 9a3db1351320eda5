using System.Text.Json;
using Credentials.Encoding;
using Credentials.EvidenceStore.Wallets;
using Credentials.Wallets;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Credentials.IssuerService.Wallets;

/// <summary>The credential endpoint (OpenID4VCI 1.0 section 8).</summary>
internal static class CredentialEndpoint
{
    private const string Jwt = "application/jwt";

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPost(WalletAddresses.Path + "/credential", HandleAsync).OpenToAllOrigins()
        .AllowBody(256 * 1024)
        .WithSummary("OpenID4VCI: credentials bound to the keys that the wallet proves.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: Jwt)
        .Produces(StatusCodes.Status400BadRequest, contentType: "application/json").Produces(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string slug, WalletAccess access, WalletAddresses addresses, Nonces nonces, RequestEncryptionKey requestKey,
        IssueToWallet issue, TimeProvider time, CancellationToken cancel)
    {
        var (offer, refusal) = await access.FindAsync(context, slug, new(addresses.Credential(slug)), cancel);
        if (offer is null)
            return refusal!;
        var isEncrypted = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.MediaType.Equals(Jwt, StringComparison.OrdinalIgnoreCase);
        var read = isEncrypted ? await DecryptAsync(context.Request, requestKey, cancel) : await JsonBody.ReadAsync(context.Request, cancel);
        if (!read.TryGet(out var body, out var unreadable))
            return ProtocolAnswers.Refuse("invalid_credential_request", unreadable.Detail);
        CredentialRequest? request;
        ProtocolError? error;
        using (body)
        {
            if (!CredentialRequest.TryRead(body.RootElement, isEncrypted, out request, out error))
                return ProtocolAnswers.Refuse(error);
        }
        if (!offer.Configurations.Contains(request.Configuration.Id))
            return ProtocolAnswers.Refuse("unknown_credential_configuration", "the offer is not for this credential configuration");
        if (!TryCheck(request.Proofs, addresses.Issuer(slug), offer.ClientId, time.GetUtcNow(), out var proofs, out error))
            return ProtocolAnswers.Refuse(error);
        if (proofs.Any(proof => !nonces.IsOurs(proof.Nonce!)))
            return ProtocolAnswers.Refuse("invalid_nonce", "the nonce is not one of ours, or is too old");
        // Used last of all that is checked, and for good: the token stays as it is, so that the wallet can come again with a fresh one.
        foreach (var nonce in proofs.Select(proof => proof.Nonce!).Distinct(StringComparer.Ordinal))
        {
            if (!await nonces.UseAsync(nonce, cancel))
                return ProtocolAnswers.Refuse("invalid_nonce", "the nonce was used before");
        }
        if (!(await issue.RunAsync(offer, request.Configuration, proofs, cancel)).TryGet(out var issued, out var problem))
            return Refuse(problem);
        return Answer(request, issued);
    }

    private static async ValueTask<Result<JsonDocument>> DecryptAsync(HttpRequest request, RequestEncryptionKey key, CancellationToken cancel)
    {
        var jwe = System.Text.Encoding.ASCII.GetString((await JsonBody.ReadBytesAsync(request, cancel)).Span);
        return key.Decrypt(jwe).Then(plain => StrictJson.Parse(plain));
    }

    private static bool TryCheck(
        IReadOnlyList<string> jwts, string issuer, string? clientId, DateTimeOffset now, out IReadOnlyList<KeyProof> proofs, [System.Diagnostics.CodeAnalysis.NotNullWhen(false)] out ProtocolError? error)
    {
        var read = new List<KeyProof>(jwts.Count);
        (proofs, error) = (read, null);
        foreach (var jwt in jwts)
        {
            if (!KeyProof.TryCheck(jwt, issuer, now, out var proof, out error, clientId))
                return false;
            if (string.IsNullOrEmpty(proof.Nonce))
                error = new("invalid_proof", "nonce is missing");
            else if (read.Any(other => other.Key.Equals(proof.Key)))
                error = new("invalid_proof", "two proofs are of one key");
            if (error is not null)
                return false;
            read.Add(proof);
        }
        return true;
    }

    private static IResult Answer(CredentialRequest request, IssuedToWallet issued)
    {
        if (request.ResponseKey is null)
            return new JsonAnswer(StatusCodes.Status200OK, issued.Write);
        using var plain = new MemoryStream();
        using (var writer = new Utf8JsonWriter(plain))
            issued.Write(writer);
        return new JwtAnswer(CompactJwe.Encrypt(plain.GetBuffer().AsSpan(0, (int)plain.Length), request.ResponseKey, request.ResponseEncryption!));
    }

    private static IResult Refuse(Problem problem) => problem.Code is ProblemCode.NotFound or ProblemCode.StatusIsFinal or ProblemCode.NotAcceptable
        ? ProtocolAnswers.Refuse("credential_request_denied", problem.Detail)
        : ProtocolAnswers.Refuse("server_error", "the credential could not be issued; try again later", StatusCodes.Status503ServiceUnavailable);

    private sealed class JwtAnswer(string jwt) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = Jwt;
            httpContext.Response.Headers.CacheControl = "no-store";
            return httpContext.Response.WriteAsync(jwt);
        }
    }
}
