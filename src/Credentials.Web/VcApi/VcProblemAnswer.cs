using System.Text.Json;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.Web.VcApi;

/// <summary>An answer of the VC-API that is a problem of one of its specifications' types, as <c>application/problem+json</c>.</summary>
public sealed class VcProblemAnswer(VcProblem problem, int status = StatusCodes.Status400BadRequest) : IProblemResult, IStatusCodeHttpResult
{
    public IReadOnlyList<InputError> Errors => problem.Errors;

    public int? StatusCode => status;

    /// <summary>
    /// A problem of the service in the VC-API's words: faults of the input become <see cref="VcProblemTypes.Parsing"/> or
    /// <see cref="VcProblemTypes.MalformedValue"/>, everything else is answered as everywhere.
    /// </summary>
    public static IResult Of(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem.Code switch
        {
            ProblemCode.MalformedJson => new VcProblemAnswer(new VcProblem(VcProblemTypes.Parsing, problem.Detail)),
            ProblemCode.NotACredential => new VcProblemAnswer(new VcProblem(VcProblemTypes.MalformedValue, problem.Detail) { Errors = problem.Errors }),
            ProblemCode.InvalidInput => new VcProblemAnswer(
                new VcProblem(VcProblemTypes.MalformedValue, problem.Detail) { Errors = problem.Errors }, StatusCodes.Status422UnprocessableEntity),
            _ => problem.ToResult(),
        };
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(response.BodyWriter);
        problem.Write(writer, httpContext.RequestServices.GetRequiredService<PublicAddress>(), status);
        await writer.FlushAsync(httpContext.RequestAborted);
    }
}
