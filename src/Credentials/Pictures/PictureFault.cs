namespace Credentials.Pictures;

/// <summary>Why a file cannot be a centre's picture.</summary>
/// <param name="Reason">One of the constants here: stable, so that pages translate it.</param>
/// <param name="What">What is in the way, as it stands in the file or as a number; null where the reason says all.</param>
public sealed record PictureFault(string Reason, string? What = null)
{
    /// <summary>There is no file, or nothing in it.</summary>
    public const string Missing = "missing";

    /// <summary>More bytes than <see cref="Picture.MaxBytes"/>.</summary>
    public const string TooLarge = "too-large";

    /// <summary>Neither PNG nor SVG.</summary>
    public const string NotAPicture = "not-a-picture";

    /// <summary>A PNG that is cut off, changed or not well made.</summary>
    public const string PngDamaged = "png-damaged";

    /// <summary>A PNG wider or higher than <see cref="Picture.MaxPixels"/>; with its width and height.</summary>
    public const string TooManyPixels = "too-many-pixels";

    /// <summary>There is a credential in it.</summary>
    public const string CredentialInside = "credential-inside";

    /// <summary>Not well-formed XML in UTF-8 that begins as a drawing; with the line, where it is known.</summary>
    public const string SvgMalformed = "svg-malformed";

    /// <summary>The drawing could run something, load something, move, or grow beyond measure; with the name of what would.</summary>
    public const string SvgForbidden = "svg-forbidden";

    /// <summary>The same for a program that sent the file.</summary>
    public Problem ToProblem()
    {
        var detail = Reason switch
        {
            Missing => "The body must be a picture: PNG or SVG.",
            TooLarge => $"A picture may have at most {Picture.MaxBytes} bytes.",
            NotAPicture => "This is neither a PNG nor an SVG.",
            PngDamaged => "The PNG is damaged or not well made.",
            TooManyPixels => $"The PNG has {What} pixels; it may be at most {Picture.MaxPixels} wide and as high.",
            CredentialInside => "There is a credential in this picture.",
            SvgMalformed => What is null ? "The SVG is not well-formed XML in UTF-8." : $"The SVG is not well-formed XML (line {What}).",
            _ => $"The SVG has {What}, which a picture that is shown to everyone must not have.",
        };
        var code = Reason switch { TooLarge => ProblemCode.TooLarge, NotAPicture => ProblemCode.UnsupportedMediaType, _ => ProblemCode.InvalidInput };
        return new Problem(code, detail) { Errors = [new InputError("", Reason, detail)] };
    }
}
