using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Credentials.Web.Problems;

/// <summary>Nobody else catches an exception: it is logged here, and the answer says nothing about it.</summary>
internal sealed class UnexpectedErrors(RequestDelegate next, ILogger<UnexpectedErrors> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client left; there is nobody to answer.
        }
        catch (BadHttpRequestException error) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, error.StatusCode);
        }
        catch (Exception error)
        {
            // The route pattern, not the path: a path may hold the token of a share link.
            var route = (context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText;
            log.LogError(error, "Unexpected error in {Method} {Route}", context.Request.Method, route);
            // Cutting the connection is the only way left to say that a half-sent answer is not whole.
            if (context.Response.HasStarted) context.Abort();
            else await AnswerAsync(context, StatusCodes.Status500InternalServerError);
        }
    }

    private static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.Clear();
        context.Response.StatusCode = status;
        return BareStatus.AnswerAsync(context);
    }
}
