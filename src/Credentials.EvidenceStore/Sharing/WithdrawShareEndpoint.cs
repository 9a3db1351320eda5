using Credentials.Web.Access;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.EvidenceStore.Sharing;

/// <summary><c>DELETE /api/shares/{id}</c>: withdraws a share, or an award's own share link by the award's id.</summary>
internal static class WithdrawShareEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapDelete("/api/shares/{id:guid}", HandleAsync).RequireCaller(CallerRole.Issuer)
            .WithName("withdrawShare").Produces(StatusCodes.Status204NoContent);

    private static async Task<IResult> HandleAsync(Guid id, HttpContext context, ShareCredentials shares, CancellationToken cancel) =>
        (await shares.WithdrawAsync(context.CallerCentre(), id, context.Caller().KeyId, cancel)).TryGet(out _, out var problem)
            ? Results.NoContent()
            : problem.ToResult();
}
