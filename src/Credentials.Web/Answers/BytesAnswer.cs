using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Answers;

/// <summary>Answers bytes as they are, for this caller alone.</summary>
public sealed class BytesAnswer(ReadOnlyMemory<byte> body, string contentType) : IResult, IContentTypeHttpResult
{
    public string ContentType => contentType;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = contentType;
        httpContext.Response.ContentLength = body.Length;
        httpContext.Response.Headers.CacheControl = "private, no-cache";
        if (HttpMethods.IsHead(httpContext.Request.Method))
            return Task.CompletedTask;
        return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
