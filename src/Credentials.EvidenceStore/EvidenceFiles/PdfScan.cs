namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>PDF (ISO 32000-2 section 7.5): the header at the very beginning, <c>startxref</c> and <c>%%EOF</c> near the end, as readers look for them.</summary>
internal sealed class PdfScan : FileScan
{
    private const int TailLength = 1024;

    private readonly byte[] _tail = new byte[TailLength];
    private int _filled;

    public override FileKind Kind => FileKind.Pdf;

    public override bool IsWhole
    {
        get
        {
            var tail = _tail.AsSpan(0, _filled);
            var xref = tail.LastIndexOf("startxref"u8);
            return xref >= 0 && tail[xref..].IndexOf("%%EOF"u8) > 0;
        }
    }

    /// <summary>E.g. <c>%PDF-1.7</c>.</summary>
    public static bool IsHead(ReadOnlySpan<byte> head) =>
        head.Length >= 8 && head.StartsWith("%PDF-"u8) && head[5] is (byte)'1' or (byte)'2' && head[6] == '.' && char.IsAsciiDigit((char)head[7]);

    public override void Feed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= TailLength)
        {
            bytes[^TailLength..].CopyTo(_tail);
            _filled = TailLength;
            return;
        }
        var kept = Math.Min(_filled, TailLength - bytes.Length);
        _tail.AsSpan(_filled - kept, kept).CopyTo(_tail);
        bytes.CopyTo(_tail.AsSpan(kept));
        _filled = kept + bytes.Length;
    }
}
