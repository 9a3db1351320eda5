namespace Credentials.Baking;

/// <summary>A kind of file that can hold a credential.</summary>
public enum BakedKind
{
    Png,
    Svg,
    Pdf,
}
