using System.Globalization;

namespace Credentials.Baking;

/// <summary>
/// The objects of a PDF that keeps its cross-references in tables (ISO 32000-2 section 7.5), as browsers print them. Updates are followed back from the
/// last, at most <see cref="MostSections"/>; encrypted files and cross-reference streams are refused.
/// </summary>
internal sealed class PdfObjects
{
    private const int MostSections = 8;
    private const int MostObjects = 100_000;
    private const int MostNumber = 10_000_000;
    private const int TailLength = 1024;
    private const int EntryLength = 20;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly Dictionary<int, int> _offsets = [];

    private PdfObjects(ReadOnlyMemory<byte> file) => _file = file;

    /// <summary>Where the newest cross-reference table begins.</summary>
    public int XrefOffset { get; private set; }

    /// <summary>The members of the newest trailer.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>> Trailer { get; private set; } = [];

    public static Result<PdfObjects> Read(ReadOnlyMemory<byte> file)
    {
        var pdf = new PdfObjects(file);
        var tail = file.Span[Math.Max(0, file.Length - TailLength)..];
        var mark = tail.LastIndexOf("startxref"u8);
        if (!file.Span.StartsWith("%PDF-"u8) || mark < 0 || tail[mark..].IndexOf("%%EOF"u8) < 0 || pdf.NumberAt(file.Length - tail.Length + mark + 9) is not (> 0 and var offset))
            return BakingReasons.Unreadable("the PDF is cut off");
        pdf.XrefOffset = offset;
        int? next = offset;
        for (var section = 0; next is { } at; section++)
        {
            if (section == MostSections || pdf.ReadSection(at) is not { } trailer)
                return BakingReasons.Unreadable("the PDF is damaged, or was made or saved anew by a program whose files are not read here");
            if (trailer.ContainsKey("Encrypt") || trailer.ContainsKey("XRefStm"))
                return BakingReasons.Unreadable("the PDF is encrypted, or was saved anew by a program whose files are not read here");
            if (section == 0)
                pdf.Trailer = trailer;
            if (!trailer.TryGetValue("Prev", out var previous))
                return pdf;
            // Each update stands behind what it changes.
            next = PdfSyntax.Number(previous) is { } before && before < at ? before : -1;
        }
        return pdf;
    }

    /// <summary>The dictionary that is the object, or with which its stream begins; null where there is none.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>>? Dictionary(int number) => Begin(number) is { } at ? PdfSyntax.Dictionary(_file, at) : null;

    /// <summary>The dictionary that a member is or leads to; null where it is neither.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>>? Dictionary(Dictionary<string, ReadOnlyMemory<byte>>? owner, string name) =>
        owner?.TryGetValue(name, out var value) != true ? null
        : PdfSyntax.Reference(value) is { } number ? Dictionary(number)
        : PdfSyntax.Dictionary(value, 0);

    /// <summary>The bytes of a stream that is stored as it is and says how long; null for any other object.</summary>
    public ReadOnlyMemory<byte>? Stream(int number)
    {
        if (Begin(number) is not { } at || PdfSyntax.Dictionary(_file, at) is not { } members || members.ContainsKey("Filter")
            || !members.TryGetValue("Length", out var value) || PdfSyntax.Number(value) is not { } length)
            return null;
        var span = _file.Span;
        at = PdfSyntax.Next(span, PdfSyntax.EndOf(span, at));
        if (!span[at..].StartsWith("stream"u8))
            return null;
        at += "stream"u8.Length;
        at += span[at..].StartsWith("\r\n"u8) ? 2 : span[at..].StartsWith("\n"u8) ? 1 : span.Length;
        return at <= span.Length && length <= span.Length - at && span[PdfSyntax.Next(span, at + length)..].StartsWith("endstream"u8)
            ? _file.Slice(at, length)
            : null;
    }

    private int? Begin(int number)
    {
        var span = _file.Span;
        var head = System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{number} 0 obj"));
        return _offsets.TryGetValue(number, out var at) && at > 0 && at < span.Length && span[at..].StartsWith(head) ? PdfSyntax.Next(span, at + head.Length) : null;
    }

    // A table: the word, runs of entries of twenty bytes each, the trailer.
    private Dictionary<string, ReadOnlyMemory<byte>>? ReadSection(int at)
    {
        var span = _file.Span;
        if (at < 0 || at >= span.Length || !span[at..].StartsWith("xref"u8))
            return null;
        for (at = PdfSyntax.Next(span, at + 4); at < span.Length && !span[at..].StartsWith("trailer"u8); at = PdfSyntax.Next(span, at))
        {
            if (NumberAt(at) is not (<= MostNumber and var first))
                return null;
            at = PdfSyntax.Next(span, PdfSyntax.EndOf(span, at));
            if (NumberAt(at) is not { } count || count > MostObjects - _offsets.Count)
                return null;
            at = PdfSyntax.Next(span, PdfSyntax.EndOf(span, at));
            for (var entry = 0; entry < count; entry++, at += EntryLength)
            {
                if (at > span.Length - EntryLength || PdfSyntax.Number(_file.Slice(at, 10)) is not { } offset || span[at + 17] is not ((byte)'n' or (byte)'f'))
                    return null;
                // The newest table was read first, and what it says of an object holds.
                _offsets.TryAdd(first + entry, span[at + 17] == 'n' && span.Slice(at + 11, 5).SequenceEqual("00000"u8) ? offset : 0);
            }
        }
        return at < span.Length ? PdfSyntax.Dictionary(_file, PdfSyntax.Next(span, at + 7)) : null;
    }

    private int? NumberAt(int at)
    {
        at = PdfSyntax.Next(_file.Span, at);
        var end = at >= _file.Length || !char.IsAsciiDigit((char)_file.Span[at]) ? -1 : at + LengthOfDigits(_file.Span[at..]);
        return end < 0 ? null : PdfSyntax.Number(_file[at..end]);
    }

    private static int LengthOfDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and var length ? length : text.Length;
}
