using Credentials.Web.Languages;
using Credentials.Web.SignIn;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Pages;

/// <summary>What every component of a page may know of its request.</summary>
/// <param name="Language">The page's language.</param>
/// <param name="IsChosen">Whether the reader chose it by a link, and so keeps it on the next page.</param>
/// <param name="Path">The page's own path.</param>
public sealed record PageContext(PageLanguage Language, bool IsChosen, string Path)
{
    /// <summary>What was asked for besides the language: filters, the place in a list.</summary>
    public QueryString Query { get; init; }

    /// <summary>Who is signed in, on pages for staff.</summary>
    public StaffMember? Staff { get; init; }

    /// <summary>The token that a form of staff must send along.</summary>
    public string? FormToken { get; init; }

    internal static PageContext Of(HttpContext context)
    {
        var request = context.Request;
        // Two slashes would begin another host.
        var path = new PathString("/" + request.Path.Value?.TrimStart('/'));
        return new(PageLanguage.Of(request), PageLanguage.Chosen(request) is not null, request.PathBase + path)
        {
            Query = QueryString.Create(request.Query.Where(part => part.Key != PageLanguage.QueryName)),
            Staff = context.FindStaff(),
            FormToken = SignIn.FormToken.Of(context),
        };
    }

    /// <summary>A path of ours, with or without a query, that keeps the reader's chosen language.</summary>
    public string Link(string path) => IsChosen ? In(Language, path) : path;

    /// <summary>This very page in another language.</summary>
    public string In(PageLanguage language) => In(language, Path + Query);

    private static string In(PageLanguage language, string path) => $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{PageLanguage.QueryName}={language.Tag}";
}
