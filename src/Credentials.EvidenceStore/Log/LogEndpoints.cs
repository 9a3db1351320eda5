using System.Globalization;
using System.Text.Json;
using Credentials.Inputs;
using Credentials.Web.Answers;
using Credentials.Web.Headers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Log;

/// <summary><c>/log/…</c>: the Merkle log as anyone can watch it. Hashes are base64, as in checkpoints.</summary>
internal static class LogEndpoints
{
    private const int MostEntries = 1000;
    private const int UsualEntries = 100;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/log/checkpoint", ReadEndpoints.Methods, GiveCheckpointAsync).OpenToAllOrigins()
            .WithSummary("The log's newest checkpoint: a signed note of its origin, size, root and time (C2SP tlog-checkpoint).")
            .Produces(StatusCodes.Status200OK, contentType: "text/plain").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        endpoints.MapMethods("/log/epochs", ReadEndpoints.Methods, ListEpochsAsync).OpenToAllOrigins()
            .WithSummary("The log's epochs, oldest first, each with its name, key and last checkpoint: a new one begins when a back-up was restored.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapMethods("/log/key", ReadEndpoints.Methods, GiveKeyAsync).OpenToAllOrigins()
            .WithSummary("The key that signs checkpoints: the line that verifiers of signed notes take, and a JWK.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json");
        endpoints.MapMethods("/log/entries", ReadEndpoints.Methods, ListEntriesAsync).OpenToAllOrigins()
            .WithSummary("Hashes of the log's leaves from an entry on, at most 1,000.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
        endpoints.MapMethods("/log/proof/inclusion", ReadEndpoints.Methods, ProveInclusionAsync).OpenToAllOrigins()
            .WithSummary("Proves that an event of a record is in the log (RFC 9162 section 2.1.3), with what was hashed and the checkpoint.")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        endpoints.MapMethods("/log/proof/consistency", ReadEndpoints.Methods, ProveConsistencyAsync).OpenToAllOrigins()
            .WithSummary("Proves that the log of one size is the beginning of the log of a later size (RFC 9162 section 2.1.4).")
            .Produces(StatusCodes.Status200OK, contentType: "application/json").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> GiveCheckpointAsync(HttpContext context, PublishedLog log, CancellationToken cancel)
    {
        if (new ListQuery(context.Request).Fault() is { } fault)
            return fault.ToResult();
        return await log.FindCheckpointAsync(cancel) is { } note
            ? new PublicAnswer("text/plain; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(note), isFinal: false)
            : ProblemMapping.OfStatus(StatusCodes.Status503ServiceUnavailable, "The log has not been opened yet; its first checkpoint comes within seconds of the first start.");
    }

    private static async Task<IResult> ListEpochsAsync(HttpContext context, PublishedLog log, CancellationToken cancel)
    {
        if (new ListQuery(context.Request).Fault() is { } fault)
            return fault.ToResult();
        var epochs = await log.ListEpochsAsync(cancel);
        return PublicAnswer.Json(isFinal: false, writer =>
        {
            writer.WriteStartArray("epochs");
            foreach (var (key, checkpoint) in epochs)
            {
                writer.WriteStartObject();
                writer.WriteString("name", key.Name);
                writer.WriteString("verifierKey", key.ToString());
                writer.WriteString("checkpoint", checkpoint);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    private static async Task<IResult> GiveKeyAsync(PublishedLog log, CancellationToken cancel)
    {
        var key = await log.FindKeyAsync(cancel);
        return PublicAnswer.Json(isFinal: false, writer =>
        {
            writer.WriteString("name", key.Name);
            writer.WriteString("verifierKey", key.ToString());
            writer.WritePropertyName("jwk");
            key.PublicKey.WriteJwk(writer);
        });
    }

    private static async Task<IResult> ListEntriesAsync(HttpContext context, PublishedLog log, CancellationToken cancel)
    {
        var query = new ListQuery(context.Request);
        var from = Number(query, "from") ?? 0;
        var count = (int)Math.Min(Number(query, "count", least: 1) ?? UsualEntries, MostEntries);
        if (query.Fault() is { } fault)
            return fault.ToResult();
        var hashes = await log.ListHashesAsync(from, count, cancel);
        return PublicAnswer.Json(isFinal: hashes.Count == count, writer =>
        {
            writer.WriteNumber("from", from);
            writer.WriteStartArray("entries");
            for (var index = 0; index < hashes.Count; index++)
            {
                writer.WriteStartObject();
                writer.WriteNumber("index", from + index);
                writer.WriteString("leafHash", hashes[index].ToString());
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    private static async Task<IResult> ProveInclusionAsync(HttpContext context, PublishedLog log, CancellationToken cancel)
    {
        var query = new ListQuery(context.Request);
        var record = query.Read<Guid>(
            "record", text => Guid.TryParseExact(text, "D", out var id) ? id : null, InputReasons.BadFormat, "This must be the id of a record.");
        var isNamed = query.Text("record") is not null;
        var ordinal = Number(query, "ordinal", most: int.MaxValue) ?? 0;
        var size = Number(query, "size", least: 1);
        if (query.Fault() is { } fault)
            return fault.ToResult();
        if (!isNamed)
            return Missing("record").ToResult();
        if (!(await log.ProveInclusionAsync(record!.Value, (int)ordinal, size, cancel)).TryGet(out var proof, out var problem))
            return problem.ToResult();
        return PublicAnswer.Json(isFinal: false, writer =>
        {
            writer.WriteString("record", proof.Entry.Event.RecordId);
            writer.WriteNumber("ordinal", proof.Entry.Event.Ordinal);
            writer.WriteNumber("index", proof.Entry.Position);
            writer.WriteNumber("size", proof.Size);
            writer.WriteString("root", proof.Root.ToString());
            writer.WriteString("leafHash", proof.LeafHash.ToString());
            // As one text: the bytes that were hashed are these in UTF-8, which a parser would not keep.
            if (proof.Leaf is { } leaf)
                writer.WriteString("leaf", leaf.Span);
            else
                writer.WriteNull("leaf");
            WritePath(writer, proof.Path);
            writer.WriteString("checkpoint", proof.Checkpoint);
        });
    }

    private static async Task<IResult> ProveConsistencyAsync(HttpContext context, PublishedLog log, CancellationToken cancel)
    {
        var query = new ListQuery(context.Request);
        var (from, to) = (Number(query, "from"), Number(query, "to"));
        var absent = query.Text("from") is null ? "from" : query.Text("to") is null ? "to" : null;
        if (query.Fault() is { } fault)
            return fault.ToResult();
        if (absent is not null)
            return Missing(absent).ToResult();
        if (!(await log.ProveConsistencyAsync(from!.Value, to!.Value, cancel)).TryGet(out var proof, out var problem))
            return problem.ToResult();
        return PublicAnswer.Json(isFinal: true, writer =>
        {
            writer.WriteNumber("from", proof.From);
            writer.WriteNumber("to", proof.To);
            writer.WriteString("fromRoot", proof.FromRoot.ToString());
            writer.WriteString("toRoot", proof.ToRoot.ToString());
            WritePath(writer, proof.Path);
        });
    }

    private static void WritePath(Utf8JsonWriter writer, IReadOnlyList<TreeHash> path)
    {
        writer.WriteStartArray("path");
        foreach (var hash in path)
            writer.WriteStringValue(hash.ToString());
        writer.WriteEndArray();
    }

    private static long? Number(ListQuery query, string name, long least = 0, long most = long.MaxValue / 2) => query.Read<long>(
        name,
        text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null,
        InputReasons.OutOfRange, least == 0 ? "This must be a whole number, 0 or more." : $"This must be a whole number of at least {least}.");

    private static Problem Missing(string name) =>
        new(ProblemCode.InvalidInput, "the query has faults") { Errors = [new(name, InputReasons.Missing, "This must be given.")] };
}
