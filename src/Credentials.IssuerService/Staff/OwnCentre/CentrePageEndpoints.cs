using Credentials.EvidenceStore.Recording;
using Credentials.Pictures;
using Credentials.Web.Answers;
using Credentials.Web.Limits;
using Credentials.Web.Pages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Credentials.IssuerService.Staff.OwnCentre;

/// <summary><c>/staff/centre</c>: what the register says of the centre, and its logo, which an administrator puts up, replaces and removes.</summary>
internal static class CentrePageEndpoints
{
    public const string Path = "/staff/centre";

    private const string LogoPath = Path + "/logo";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods(Path, ReadEndpoints.Methods, ShowAsync).ForStaff(StaffRole.Administrator);
        endpoints.MapPost(LogoPath, SetAsync).FromStaff(StaffRole.Administrator).AllowBody(StaffPictures.MostSent);
        endpoints.MapMethods(LogoPath + "/remove", ReadEndpoints.Methods, AskAsync).ForStaff(StaffRole.Administrator);
        endpoints.MapPost(LogoPath + "/remove", RemoveAsync).FromStaff(StaffRole.Administrator).AllowBody(16 * 1024);
    }

    private static Task<IResult> ShowAsync(HttpContext context, Centres centres, StaffPictures pictures, CancellationToken cancel) =>
        PageAsync(context, centres, pictures, fault: null, cancel);

    private static async Task<IResult> SetAsync(HttpContext context, Centres centres, StaffPictures pictures, CancellationToken cancel) =>
        await pictures.SetAsync(context, achievement: null, cancel) is { } fault
            ? await PageAsync(context, centres, pictures, fault, cancel)
            : new SeeOther(Path + "?picture=set");

    private static async Task<IResult> AskAsync(HttpContext context, StaffPictures pictures, CancellationToken cancel) =>
        await pictures.LogoAsync(context, LogoPath, cancel) is { Source: not null } logo ? RemovePicturePage.Of(logo, Path) : new SeeOther(Path);

    private static async Task<IResult> RemoveAsync(HttpContext context, StaffPictures pictures)
    {
        await pictures.RemoveAsync(context, achievement: null);
        return new SeeOther(Path + "?picture=removed");
    }

    private static async Task<IResult> PageAsync(
        HttpContext context, Centres centres, StaffPictures pictures, PictureFault? fault, CancellationToken cancel) =>
        await centres.FindAsync(context.Staff().Centre, cancel) is not { Centre: var centre } ? StaffPages.NotThere : new PageResult<CentrePage>
        {
            StatusCode = fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest,
            Parameters = new Dictionary<string, object>
            {
                [nameof(CentrePage.Centre)] = centre,
                [nameof(CentrePage.Logo)] = await pictures.LogoAsync(context, LogoPath, cancel) with { Fault = fault },
            },
        };
}
