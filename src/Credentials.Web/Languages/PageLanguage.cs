using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Credentials.Web.Languages;

/// <summary>A language in which the pages are written. A further one is an entry here and a <c>.resx</c> file per text class.</summary>
/// <param name="Tag">BCP 47 tag, as in <c>?lang=</c> and the page's <c>lang</c>.</param>
/// <param name="OwnName">Its name in itself.</param>
/// <param name="Culture">The form of dates and numbers.</param>
public sealed record PageLanguage(string Tag, string OwnName, CultureInfo Culture)
{
    public const string QueryName = "lang";

    public static PageLanguage English { get; } = new("en", "English", CultureInfo.GetCultureInfo("en-GB"));

    public static PageLanguage Dutch { get; } = new("nl", "Nederlands", CultureInfo.GetCultureInfo("nl-BE"));

    public static PageLanguage French { get; } = new("fr", "Français", CultureInfo.GetCultureInfo("fr-BE"));

    public static PageLanguage German { get; } = new("de", "Deutsch", CultureInfo.GetCultureInfo("de-BE"));

    public static IReadOnlyList<PageLanguage> All { get; } = [Dutch, French, German, English];

    /// <summary>The reader's choice by a language link, else by the browser's settings, else English. No cookie remembers it.</summary>
    public static PageLanguage Of(HttpRequest request) => Chosen(request) ?? Preferred(request) ?? English;

    /// <summary>The language asked for in the address; null if none was.</summary>
    public static PageLanguage? Chosen(HttpRequest request) => Find(request.Query[QueryName].ToString());

    private static PageLanguage? Preferred(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var values)
            ? values.Where(value => value.Quality is not 0)
                .OrderByDescending(value => value.Quality ?? 1)
                .Select(value => Find(value.Value.ToString()))
                .FirstOrDefault(language => language is not null)
            : null;

    /// <summary>The language of a tag, whatever its region; null where the pages are not written in it.</summary>
    public static PageLanguage? Find(string tag)
    {
        var primary = tag.Split('-', 2)[0];
        return All.FirstOrDefault(language => language.Tag.Equals(primary, StringComparison.OrdinalIgnoreCase));
    }
}
