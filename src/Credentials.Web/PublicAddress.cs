namespace Credentials.Web;

/// <summary>The address that stands in credentials. Fixed at the first start of an installation.</summary>
/// <param name="Url">Scheme, host and port; no path.</param>
public sealed record PublicAddress(Uri Url)
{
    public string Origin => Url.GetLeftPart(UriPartial.Authority);

    /// <summary>An absolute address under this one; <paramref name="path"/> begins with a slash.</summary>
    public string At(string path) => Origin + path;
}
