using Credentials.IssuerService.SigningKeys;
using Credentials.Web;
using Credentials.Web.Access;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Registering;

internal static class RegisterCentreEndpoint
{
    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapPut("/api/centres/{slug}", HandleAsync)
        .RequireCaller(CallerRole.Administrator).AllowBody(64 * 1024)
        .WithSummary("Add or change a centre: name, KBO number, address, what it may award. It enters the local trust list.")
        .Produces(StatusCodes.Status201Created, contentType: "application/json").Produces(StatusCodes.Status200OK, contentType: "application/json")
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<IResult> HandleAsync(
        HttpContext context, string slug, RegisterCentre register, PublicAddress address, CancellationToken cancel)
    {
        if (!(await JsonBody.ReadAsync(context.Request, cancel)).TryGet(out var body, out var unreadable))
            return unreadable.ToResult();
        using (body)
        {
            if (!(await register.RunAsync(slug, body.RootElement, cancel)).TryGet(out var registered, out var problem))
                return problem.ToResult();
            return new JsonAnswer(registered.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK, writer =>
            {
                writer.WriteStartObject();
                writer.WriteString("slug", slug);
                writer.WriteString("did", CentreDid.Of(address, slug).Value);
                CentreBody.WriteMembers(writer, registered.Centre.Centre);
                writer.WriteEndObject();
            });
        }
    }
}
