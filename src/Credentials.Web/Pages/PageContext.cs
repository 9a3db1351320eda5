using Credentials.Web.Languages;
using Microsoft.AspNetCore.Http;

namespace Credentials.Web.Pages;

/// <summary>What every component of a page may know of its request.</summary>
/// <param name="Language">The page's language.</param>
/// <param name="IsChosen">Whether the reader chose it by a link, and so keeps it on the next page.</param>
/// <param name="Path">The page's own path.</param>
public sealed record PageContext(PageLanguage Language, bool IsChosen, string Path)
{
    internal static PageContext Of(HttpRequest request) =>
        new(PageLanguage.Of(request), PageLanguage.Chosen(request) is not null, request.PathBase + request.Path);

    /// <summary>A path of ours that keeps the reader's chosen language.</summary>
    public string Link(string path) => IsChosen ? In(Language, path) : path;

    /// <summary>This very page in another language.</summary>
    public string In(PageLanguage language) => In(language, Path);

    private static string In(PageLanguage language, string path) => $"{path}?{PageLanguage.QueryName}={language.Tag}";
}
