using Credentials.Pictures;

namespace Credentials.IssuerService.Staff.OwnCentre;

/// <summary>A picture that staff can put up, as a page shows it.</summary>
/// <param name="What"><c>logo</c> or <c>badge</c>.</param>
/// <param name="Path">Where it is sent to; <c>/remove</c> below it removes it.</param>
/// <param name="Source">Where it is shown from; null where there is none.</param>
/// <param name="Fault">What is wrong with the file that was just sent; null where nothing was, or nothing is.</param>
/// <param name="Done"><c>set</c> or <c>removed</c> where that was just done; otherwise empty.</param>
public sealed record PictureView(string What, string Path, string? Source, PictureFault? Fault = null, string Done = "")
{
    /// <summary>What was just done, where it is so: a link that somebody sent must not say what is not.</summary>
    public string? Said => (Done, Source) switch { ("set", not null) or ("removed", null) => Done, _ => null };
}
