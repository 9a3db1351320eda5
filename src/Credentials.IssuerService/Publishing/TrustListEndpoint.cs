using System.Buffers;
using System.Text.Json;
using Credentials.IssuerService.Registering;
using Credentials.Verifying;
using Credentials.Web.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Publishing;

/// <summary>The trust list for verifiers that run apart: centres, key history, and what each may award.</summary>
internal static class TrustListEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/trust-list", [HttpMethods.Get, HttpMethods.Head], HandleAsync).OpenToAllOrigins()
        .WithSummary("The centres that award here: DID, name, KBO number, key history, and what each may award.")
        .Produces(StatusCodes.Status200OK, contentType: "application/json");

    private static async Task<IResult> HandleAsync(TrustList list, IOptions<IssuerServiceOptions> options, CancellationToken cancel)
    {
        var body = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("centres");
            foreach (var entry in await list.ListAsync(cancel))
                Write(writer, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return new PublishedFileAnswer(new PublishedFile(body.WrittenMemory, "application/json", options.Value.StatusListMaxAge));
    }

    private static void Write(Utf8JsonWriter writer, TrustedIssuer entry)
    {
        writer.WriteStartObject();
        writer.WriteString("did", entry.Did.Value);
        writer.WriteString("slug", entry.Centre.Slug);
        CentreBody.WriteMembers(writer, entry.Centre);
        writer.WriteStartArray("keys");
        foreach (var key in entry.Keys)
        {
            writer.WriteStartObject();
            writer.WriteString("verificationMethod", key.VerificationMethod);
            writer.WriteString("publicKeyMultibase", key.Key.ToMultikey());
            writer.WriteString("thumbprint", key.Key.Thumbprint);
            writer.WriteString("from", key.From);
            if (key.Until is { } until)
                writer.WriteString("until", until);
            if (key.CompromisedFrom is { } compromised)
                writer.WriteString("compromisedFrom", compromised);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
