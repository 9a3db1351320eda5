using Credentials.Web.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Credentials.IssuerService.Publishing;

/// <summary>Answers a published file to anyone (CORS open), cacheable, with 304 where the caller has it already.</summary>
internal sealed class PublishedFileAnswer(PublishedFile file) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.CacheControl = $"public, max-age={(long)file.MaxAge.TotalSeconds}";
        headers.ETag = file.EntityTag;
        if (file.IsForeign)
            headers.ContentSecurityPolicy = SecurityHeaders.SandboxPolicy;
        if (file.IsNegotiated)
            headers.Append("Vary", "Accept");
        if (Holds(httpContext.Request.Headers.IfNoneMatch))
        {
            httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        httpContext.Response.ContentType = file.ContentType;
        httpContext.Response.ContentLength = file.Body.Length;
        return HttpMethods.IsHead(httpContext.Request.Method) ? Task.CompletedTask : httpContext.Response.Body.WriteAsync(file.Body).AsTask();
    }

    private bool Holds(StringValues ifNoneMatch)
    {
        foreach (var line in ifNoneMatch)
        {
            foreach (var tag in (line ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                // A cache that compressed the body made the tag weak; the comparison is the weak one (RFC 9110 section 13.1.2).
                if (tag == "*" || tag == file.EntityTag || (tag.StartsWith("W/", StringComparison.Ordinal) && tag[2..] == file.EntityTag))
                    return true;
            }
        }

        return false;
    }
}
