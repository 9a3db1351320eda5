namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>
/// Tells by its content what a file is, and whether it is all there: what its sender calls it counts for nothing. It is fed the bytes in order, in
/// pieces of any length.
/// </summary>
internal abstract class FileScan
{
    /// <summary>How many bytes <see cref="Begin"/> must see, unless the file is shorter.</summary>
    public const int HeadLength = 16;

    public abstract FileKind Kind { get; }

    /// <summary>Whether what was fed so far is a whole file.</summary>
    public abstract bool IsWhole { get; }

    /// <summary>By the first bytes; null for what is not kept here.</summary>
    public static FileScan? Begin(ReadOnlySpan<byte> head) => head switch
    {
        _ when PdfScan.IsHead(head) => new PdfScan(),
        _ when PngScan.IsHead(head) => new PngScan(),
        _ when JpegScan.IsHead(head) => new JpegScan(),
        _ => null,
    };

    public abstract void Feed(ReadOnlySpan<byte> bytes);
}
