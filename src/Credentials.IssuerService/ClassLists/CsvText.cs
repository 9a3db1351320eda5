using System.Buffers;

namespace Credentials.IssuerService.ClassLists;

/// <summary>Writes CSV that <see cref="CsvReader"/> reads back as it was: for our own use, not for spreadsheets.</summary>
internal sealed class CsvText(char delimiter)
{
    private readonly ArrayBufferWriter<byte> _utf8 = new();
    private bool _isFirst = true;

    public void Add(string field)
    {
        if (!_isFirst)
            Write(delimiter.ToString());
        _isFirst = false;
        // One line is what a field of ours has.
        var text = field.AsSpan().ContainsAny('\r', '\n') ? field.ReplaceLineEndings(" ") : field;
        Write(text.AsSpan().ContainsAny('"', ';', ',') || text.Contains(delimiter, StringComparison.Ordinal) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text);
    }

    public void EndLine()
    {
        Write("\n");
        _isFirst = true;
    }

    /// <summary>Bytes so far.</summary>
    public int Length => _utf8.WrittenCount;

    public ReadOnlyMemory<byte> ToUtf8() => _utf8.WrittenMemory;

    private void Write(string text) => _utf8.Write(System.Text.Encoding.UTF8.GetBytes(text));
}
