using System.Globalization;
using Credentials.Inputs;
using Credentials.Web.Access;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Credentials.EvidenceStore.Learners;

/// <summary>For endpoints that take a national number in their body: who sends faulty ones is counted, journaled and stopped as with look-ups.</summary>
public static class GuessFilter
{
    public static RouteHandlerBuilder LimitGuesses(this RouteHandlerBuilder builder) => builder.AddEndpointFilter(async (invocation, next) =>
    {
        var context = invocation.HttpContext;
        var lookUp = context.RequestServices.GetRequiredService<LookUpLearner>();
        if (lookUp.TooMany(context.Caller()) is { } tooMany)
            return Answer(context, tooMany);
        var answer = await next(invocation);
        if (answer is IProblemResult { Errors: var errors } && errors.Any(error => error.Reason == InputReasons.BadNationalNumber))
            await lookUp.RefusedElsewhereAsync(context.Caller(), null, context.RequestAborted);
        return answer;
    });

    /// <summary>The problem, and when to come back where it says so.</summary>
    internal static IResult Answer(HttpContext context, Problem problem)
    {
        if (problem.Code == ProblemCode.TooManyRequests
            && context.RequestServices.GetRequiredService<Web.Limits.GuessLimits>().WaitOf(context.Caller().KeyId) is { } wait)
            context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return problem.ToResult();
    }
}
