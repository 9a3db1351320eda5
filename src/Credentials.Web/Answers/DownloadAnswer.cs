using System.Net.Mime;
using Credentials.Web.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Credentials.Web.Answers;

/// <summary>
/// Answers a file that somebody handed in: to be saved, never to be shown or run under this address, kept by no cache. A stream that fails after its
/// beginning cuts the connection, so that what was received is known not to be whole.
/// </summary>
/// <param name="content">The bytes; disposed when all is sent.</param>
/// <param name="length">How many.</param>
/// <param name="contentType">By its content.</param>
/// <param name="name">Under which it is saved.</param>
public sealed class DownloadAnswer(Stream content, long length, string contentType, string name) : IResult, IContentTypeHttpResult
{
    public string ContentType => contentType;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using (content)
        {
            var headers = httpContext.Response.Headers;
            var disposition = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
            disposition.SetHttpFileName(name);
            headers.ContentDisposition = disposition.ToString();
            headers.ContentType = contentType;
            headers.ContentLength = length;
            headers.CacheControl = "no-store";
            headers.ContentSecurityPolicy = SecurityHeaders.SandboxPolicy;
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            if (!HttpMethods.IsHead(httpContext.Request.Method))
                await content.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}
