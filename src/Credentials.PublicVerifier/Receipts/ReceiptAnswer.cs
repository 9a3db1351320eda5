using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace Credentials.PublicVerifier.Receipts;

/// <summary>A receipt as a file to keep. It names a person, so that no cache may.</summary>
internal static class ReceiptAnswer
{
    public static IResult Of(byte[] receipt, HttpResponse response, DateTimeOffset now)
    {
        response.Headers.CacheControl = "no-store";
        return Results.Bytes(receipt, MediaTypeNames.Application.Json, $"receipt-{now.UtcDateTime:yyyyMMdd-HHmmss}.json");
    }
}
