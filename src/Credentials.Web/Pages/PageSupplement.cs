namespace Credentials.Web.Pages;

/// <summary>What a page tells programs that show a link to it (Open Graph) or read what it is about (JSON-LD). No person stands in it.</summary>
/// <param name="Title">Holds for as long as the page is there: previews are kept by others, so that no verdict may be in it.</param>
/// <param name="Url">The page's own, absolute.</param>
/// <param name="About">Null where nothing may be told as a fact.</param>
public sealed record PageSupplement(string Title, string Description, string Url, SchemaOrgCredential? About);
