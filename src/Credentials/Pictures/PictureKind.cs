namespace Credentials.Pictures;

/// <summary>What a picture of a centre's own may be, told by its content.</summary>
public enum PictureKind
{
    Png,
    Svg,
}
