using System.Globalization;
using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Counting;

/// <summary>Statistics for authorities, and for a centre's staff those of its own awards; as JSON, or as CSV where that is asked for.</summary>
internal static class StatisticsEndpoint
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";

    private static readonly IReadOnlyDictionary<string, RecordDimension> Dimensions =
        Enum.GetValues<RecordDimension>().ToDictionary(Name, StringComparer.Ordinal);

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/api/statistics", ReadEndpoints.Methods, HandleAsync).RequireCaller(CallerRole.Authority, CallerRole.Issuer)
        .WithSummary($"How many records, ?by= one or two of {string.Join(", ", Dimensions.Keys)}; of those that meet {AskedRecords.Parameters}; from and until are whole years. Counts of fewer than five persons are hidden.")
        .Produces(StatusCodes.Status200OK, contentType: Json, additionalContentTypes: Csv).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status406NotAcceptable);

    private static async Task<IResult> HandleAsync(HttpContext context, Statistics statistics, CancellationToken cancel)
    {
        var asked = new ListQuery(context.Request);
        var by = By(asked);
        var where = AskedRecords.Read(asked, limit: 1);
        if (where.From is { } from && (from.Month, from.Day) is not (1, 1))
            asked.Refuse("from", InputReasons.OutOfRange, "Statistics are of whole years: this must be a first of January.");
        if (where.Until is { } until && (until.Month, until.Day) is not (12, 31))
            asked.Refuse("until", InputReasons.OutOfRange, "Statistics are of whole years: this must be a 31 December.");
        if (asked.Fault() is { } fault)
            return fault.ToResult();
        if (context.Caller().Centre is { } own)
        {
            if (where.Centre is { } other && other != own)
                return new Problem(ProblemCode.NotAllowed, "A centre's staff count the awards of their own centre.").ToResult();
            where = where with { Centre = own };
        }

        context.Response.Headers.Append("Vary", "Accept");
        if (Accept.Choose(context.Request.Headers.Accept, Json, Csv) is not { } form)
            return new Problem(ProblemCode.NotAcceptable, $"Statistics can be had as {Json} or {Csv}.").ToResult();
        var table = await statistics.CountAsync(by, where, cancel);
        return form == Csv ? new BytesAnswer(WriteCsv(table), $"{Csv}; charset=utf-8; header=present") : new JsonAnswer(StatusCodes.Status200OK, json => Write(json, table));
    }

    private static List<RecordDimension> By(ListQuery asked)
    {
        var words = asked.Text("by")?.Split(',') ?? [];
        if (words.Length is 1 or 2 && words.Distinct().Count() == words.Length && words.All(Dimensions.ContainsKey))
            return [.. words.Select(word => Dimensions[word])];
        asked.Refuse("by", InputReasons.NotAllowedValue, $"This must be one, or two different ones separated by a comma, of: {string.Join(", ", Dimensions.Keys)}.");
        return [];
    }

    private static string Name(RecordDimension dimension) => JsonNamingPolicy.CamelCase.ConvertName(dimension.ToString());

    private static void Write(Utf8JsonWriter json, StatisticsTable table)
    {
        json.WriteStartObject();
        json.WriteStartArray("by");
        foreach (var dimension in table.By)
            json.WriteStringValue(Name(dimension));
        json.WriteEndArray();
        json.WriteString("recordedBefore", table.RecordedBefore);
        json.WriteNumber("smallestPersons", ProtectedTable.SmallestPersons);
        Write(json, "cells", table, cell => IsCell(cell));
        Write(json, "totals", table, cell => !IsCell(cell));
        json.WriteEndObject();
    }

    private static bool IsCell(TableCell cell) => cell.Places.All(place => place.Kind == TablePlaceKind.Value);

    private static void Write(Utf8JsonWriter json, string name, StatisticsTable table, Func<TableCell, bool> isIn)
    {
        json.WriteStartArray(name);
        foreach (var cell in table.Cells.Where(isIn))
        {
            json.WriteStartObject();
            foreach (var (dimension, place) in table.By.Zip(cell.Places).Where(pair => pair.Second.Kind != TablePlaceKind.Total))
                json.WriteString(Name(dimension), place.Kind == TablePlaceKind.Stem ? "stem" : place.Code);
            if (cell.Count is { } count)
                json.WriteNumber("count", count);
            else
                json.WriteNull("count");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static byte[] WriteCsv(StatisticsTable table)
    {
        var csv = new System.Text.StringBuilder(string.Join(",", table.By.Select(Name))).Append(",count,hidden\r\n");
        foreach (var cell in table.Cells)
        {
            foreach (var place in cell.Places)
            {
                // In parentheses, which no code and no centre's name has.
                csv.Append(place.Kind switch
                {
                    TablePlaceKind.Total => "(total)",
                    TablePlaceKind.Stem => "(stem)",
                    _ => CsvCell.Of(place.Code ?? "(unknown)"),
                }).Append(',');
            }
            csv.Append(CultureInfo.InvariantCulture, $"{cell.Count},{(cell.Count is null ? "yes" : "no")}\r\n");
        }
        return System.Text.Encoding.UTF8.GetBytes(csv.ToString());
    }
}
