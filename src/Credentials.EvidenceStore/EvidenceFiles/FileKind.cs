namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>A kind of file that evidence may be.</summary>
/// <param name="MediaType">Under which it is given out.</param>
/// <param name="Endings">Of its names; the first is added to a name that has none of them.</param>
public sealed record FileKind(string MediaType, IReadOnlyList<string> Endings)
{
    internal static FileKind Pdf { get; } = new("application/pdf", [".pdf"]);

    internal static FileKind Png { get; } = new("image/png", [".png"]);

    internal static FileKind Jpeg { get; } = new("image/jpeg", [".jpg", ".jpeg"]);

    internal static FileKind? Find(string mediaType) => ((FileKind[])[Pdf, Png, Jpeg]).FirstOrDefault(kind => kind.MediaType == mediaType);
}
