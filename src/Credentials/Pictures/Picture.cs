using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security;
using Credentials.Baking;

namespace Credentials.Pictures;

/// <summary>
/// A picture of a centre's own: its logo, or the badge of an achievement. A PNG of a bounded size, or a drawing in which nothing runs, moves or is loaded; a
/// credential can be baked into it.
/// </summary>
public sealed class Picture
{
    /// <summary>Bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Of a PNG, in width and in height.</summary>
    public const int MaxPixels = 2000;

    private Picture(PictureKind kind, ReadOnlyMemory<byte> bytes) => (Kind, Bytes) = (kind, bytes);

    public PictureKind Kind { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public string MediaType => Kind == PictureKind.Png ? "image/png" : "image/svg+xml";

    /// <summary>As the <c>src</c> of an <c>img</c>, the only place where it may be shown.</summary>
    public string ToDataUri() => $"data:{MediaType};base64,{Convert.ToBase64String(Bytes.Span)}";

    /// <summary>The picture as a drawing: its own, or one that holds its pixels.</summary>
    /// <param name="title">What it says to who does not see it, where it has no words of its own.</param>
    public byte[] ToSvg(string title)
    {
        if (Kind == PictureKind.Svg)
            return Bytes.ToArray();
        var (width, height) = SizeOfPng(Bytes.Span);
        var said = SecurityElement.Escape(string.Concat(title.EnumerateRunes().Where(rune => rune.Value > 0xffff || System.Xml.XmlConvert.IsXmlChar((char)rune.Value))));
        return System.Text.Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"><title>{said}</title><image width="{width}" height="{height}" href="{ToDataUri()}"/></svg>"""));
    }

    /// <summary>Reads what somebody handed in; false, with what is in the way, where it must not be shown. Nothing is taken out of it.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Picture? picture, [NotNullWhen(false)] out PictureFault? fault)
    {
        var kind = BakedFile.KindOf(bytes.Span) switch { BakedKind.Png => PictureKind.Png, BakedKind.Svg => PictureKind.Svg, _ => default(PictureKind?) };
        fault = bytes.IsEmpty ? new(PictureFault.Missing)
            : bytes.Length > MaxBytes ? new(PictureFault.TooLarge)
            : kind switch { PictureKind.Png => FaultInPng(bytes), PictureKind.Svg => SvgGuard.FaultIn(bytes), _ => new(PictureFault.NotAPicture) };
        picture = fault is null ? new(kind!.Value, bytes) : null;
        return fault is null;
    }

    internal static PictureFault? FaultInPng(ReadOnlyMemory<byte> png)
    {
        if (!BakedPng.Bake(png, "a"u8).TryGet(out _, out var problem))
            return new(problem.Errors.Any(error => error.Reason == BakingReasons.SeveralInside) ? PictureFault.CredentialInside : PictureFault.PngDamaged);
        return SizeOfPng(png.Span) switch
        {
            (0, _) or (_, 0) => new(PictureFault.PngDamaged),
            var (width, height) when width > MaxPixels || height > MaxPixels => new(PictureFault.TooManyPixels, string.Create(CultureInfo.InvariantCulture, $"{width} × {height}")),
            _ => null,
        };
    }

    // The first chunk is the header, which begins with both (third edition, section 11.2.1).
    private static (uint Width, uint Height) SizeOfPng(ReadOnlySpan<byte> png) =>
        (BinaryPrimitives.ReadUInt32BigEndian(png[16..]), BinaryPrimitives.ReadUInt32BigEndian(png[20..]));
}
