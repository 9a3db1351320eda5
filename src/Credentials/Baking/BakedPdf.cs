using System.Globalization;
using System.Text;

namespace Credentials.Baking;

/// <summary>
/// A printed certificate with its credential attached as an embedded file (ISO 32000-2 sections 7.11.4 and 14.13): <c>credential.jwt</c> or
/// <c>credential.json</c>, the source of what the pages show. Attaching is an incremental update (section 7.5.6): the printed bytes stay as they are.
/// </summary>
public static class BakedPdf
{
    private const string TokenName = "credential.jwt";
    private const string JsonName = "credential.json";

    private static readonly string[] Kept = ["Root", "Info", "ID"];

    /// <summary>The certificate with the credential attached.</summary>
    /// <param name="pdf">As a browser printed it, without attachments; otherwise a problem.</param>
    /// <param name="credential">The compact JWS of a VC-JWT, else the JSON; UTF-8.</param>
    /// <param name="description">A line for people, in any language.</param>
    public static Result<byte[]> Bake(ReadOnlyMemory<byte> pdf, ReadOnlySpan<byte> credential, string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        if (!PdfObjects.Read(pdf).TryGet(out var objects, out var problem))
            return problem;
        if (RootOf(objects) is not { } root || objects.Dictionary(root) is not { } catalog || !objects.Trailer.TryGetValue("Size", out var sizeText)
            || PdfSyntax.Number(sizeText) is not { } size)
            return BakingReasons.Unreadable("the PDF has no catalogue");
        if (catalog.ContainsKey("Names") || catalog.ContainsKey("AF"))
            return BakingReasons.Several("the PDF has attachments or names already");

        var (name, type) = credential.StartsWith("{"u8) ? (JsonName, "application#2Fvc") : (TokenName, "application#2Fvc+jwt");
        var update = new PdfUpdate(pdf.Span);
        update.Begin(size);
        update.Write($"<< /Type /EmbeddedFile /Subtype /{type} /Length {credential.Length} /Params << /Size {credential.Length} >> >>\nstream\n");
        update.Write(credential);
        update.Write("\nendstream\nendobj\n");
        update.Begin(size + 1);
        update.Write($"<< /Type /Filespec /F ({name}) /UF ({name}) /Desc <{HexOf(description)}> /AFRelationship /Source /EF << /F {size} 0 R /UF {size} 0 R >> >>\nendobj\n");
        update.Begin(root);
        update.Write("<<");
        foreach (var (member, value) in catalog.Where(member => member.Key != "Version"))
        {
            update.Write($" /{member} ");
            update.Write(value.Span);
        }
        update.Write($" /Version /2.0 /Names << /EmbeddedFiles << /Names [({name}) {size + 1} 0 R] >> >> /AF [{size + 1} 0 R] >>\nendobj\n");
        update.End(size + 2, objects.XrefOffset, objects.Trailer.Where(member => Kept.Contains(member.Key)));
        return update.ToArray();
    }

    /// <summary>The credential attached to the certificate, byte for byte; a problem where there is none or more than one.</summary>
    public static Result<ReadOnlyMemory<byte>> Unbake(ReadOnlyMemory<byte> pdf)
    {
        if (!PdfObjects.Read(pdf).TryGet(out var objects, out var problem))
            return problem;
        if (RootOf(objects) is not { } root || objects.Dictionary(root) is not { } catalog)
            return BakingReasons.Unreadable("the PDF has no catalogue");
        var files = objects.Dictionary(objects.Dictionary(catalog, "Names"), "EmbeddedFiles");
        if (files is null)
            return BakingReasons.Nothing("nothing is attached to the PDF; printing it anew throws the credential away");
        if (!files.TryGetValue("Names", out var list) || PdfSyntax.Array(list) is not { } names || names.Count % 2 != 0)
            return BakingReasons.Unreadable("the PDF's attachments are listed in a way that is not read here");
        var found = names.Chunk(2).Where(pair => NameOf(pair[0].Span) is TokenName or JsonName).Take(2).ToList();
        if (found is not [var only])
        {
            return found.Count == 0
                ? BakingReasons.Nothing($"neither {TokenName} nor {JsonName} is attached to the PDF")
                : BakingReasons.Several("more than one credential is attached to the PDF");
        }
        if (PdfSyntax.Reference(only[1]) is not { } file || objects.Dictionary(objects.Dictionary(file), "EF") is not { } content
            || !content.TryGetValue("F", out var place) || PdfSyntax.Reference(place) is not { } stream || objects.Stream(stream) is not { } credential)
            return BakingReasons.Unreadable("the credential is attached to the PDF in a way that is not read here");
        return credential.IsEmpty ? BakingReasons.Nothing("what is attached to the PDF is empty")
            : credential.Length > BakedFile.MaxCredentialBytes ? new Problem(ProblemCode.TooLarge, "the credential attached to the PDF is too large")
            : credential;
    }

    private static int? RootOf(PdfObjects objects) => objects.Trailer.TryGetValue("Root", out var root) ? PdfSyntax.Reference(root) : null;

    private static string? NameOf(ReadOnlySpan<byte> text) =>
        text is [(byte)'(', .., (byte)')'] ? System.Text.Encoding.Latin1.GetString(text[1..^1]) : null;

    // A text string in UTF-16 with its mark, in hexadecimal digits (section 7.9.2.2).
    private static string HexOf(string text) => "FEFF" + Convert.ToHexString(System.Text.Encoding.BigEndianUnicode.GetBytes(text));

    private sealed class PdfUpdate
    {
        private readonly List<byte> _file = [];
        private readonly SortedDictionary<int, int> _offsets = [];

        public PdfUpdate(ReadOnlySpan<byte> pdf)
        {
            Write(pdf);
            if (!pdf.EndsWith("\n"u8))
                Write("\n");
        }

        public void Begin(int number)
        {
            _offsets[number] = _file.Count;
            Write($"{number} 0 obj\n");
        }

        public void Write(string text) => Write(System.Text.Encoding.Latin1.GetBytes(text));

        public void Write(ReadOnlySpan<byte> bytes) => _file.AddRange(bytes);

        public void End(int size, int previous, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> kept)
        {
            var start = _file.Count;
            var table = new StringBuilder("xref\n");
            foreach (var (number, offset) in _offsets)
                table.Append(CultureInfo.InvariantCulture, $"{number} 1\n{offset:0000000000} 00000 n \n");
            Write(table.ToString());
            Write($"trailer\n<< /Size {size} /Prev {previous}");
            foreach (var (name, value) in kept)
            {
                Write($" /{name} ");
                Write(value.Span);
            }
            Write($" >>\nstartxref\n{start}\n%%EOF\n");
        }

        public byte[] ToArray() => [.. _file];
    }
}
