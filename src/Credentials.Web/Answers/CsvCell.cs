using System.Buffers;

namespace Credentials.Web.Answers;

/// <summary>A cell of CSV (RFC 4180) that a spreadsheet can open without harm.</summary>
public static class CsvCell
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\",\r\n");

    /// <summary>Quoted where it must be; a text that would be taken for a formula is kept from being one. Nothing is an empty cell.</summary>
    public static string Of(string? text)
    {
        if (text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..])
            text = "'" + text;
        return text.AsSpan().ContainsAny(Special) ? $"\"{text!.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text ?? "";
    }
}
