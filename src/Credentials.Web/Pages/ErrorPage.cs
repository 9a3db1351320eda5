using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Pages;

/// <summary>Error statuses as pages for people.</summary>
public static class ErrorPage
{
    public static IResult Of(int status) => new PageResult<StatusPage>
    {
        StatusCode = status,
        Parameters = new Dictionary<string, object> { [nameof(StatusPage.Status)] = status },
    };
}
