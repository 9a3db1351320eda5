using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Problems;

/// <summary>The one place where a problem code becomes an HTTP status and a <c>type</c> URI (RFC 9457).</summary>
public static class ProblemMapping
{
    public static int StatusOf(ProblemCode code) => throw new NotImplementedException();

    /// <summary><c>application/problem+json</c> with type, title, status, detail and <c>errors</c> (pointer, reason, detail).</summary>
    public static IResult ToResult(this Problem problem) => throw new NotImplementedException();
}
