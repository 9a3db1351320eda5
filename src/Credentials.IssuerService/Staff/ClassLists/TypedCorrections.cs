using System.Globalization;
using Credentials.IssuerService.ClassLists;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>What somebody typed into the rows of a draft, as far as it differs from what is there.</summary>
internal static class TypedCorrections
{
    /// <summary>Longer than any value may be: what is cut off is too long either way.</summary>
    private const int Longest = 1200;

    /// <summary>The rows to be written anew. One that could not be read at all is written as it was shown, for whoever saved it saw its cells.</summary>
    public static IReadOnlyList<RowCorrection> Of(Form form, CsvClassList list, IReadOnlyDictionary<int, RowMark> marks)
    {
        var leave = int.TryParse(form.Typed("leave"), NumberStyles.None, CultureInfo.InvariantCulture, out var left) ? left : 0;
        var corrections = new List<RowCorrection>();
        foreach (var shown in form.Typed("shown").Split(',').Take(DraftFilter.PageSize))
        {
            if (!int.TryParse(shown, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || !marks.TryGetValue(number, out var mark))
                continue;
            if (number == leave)
            {
                corrections.Add(new(number, null));
                continue;
            }
            var row = list.RowAt(mark.Start, mark.Row);
            var now = Enumerable.Range(0, list.Header.Count).Select(index => index < row.Fields.Count ? row.Fields[index] : "").ToList();
            var typed = now.Select((was, index) => form.Has(DraftCell.NameOf(number, index)) ? Cut(form.Typed(DraftCell.NameOf(number, index))) : was).ToList();
            if (row.Fault is not null || !typed.SequenceEqual(now, StringComparer.Ordinal))
                corrections.Add(new(number, typed));
        }
        return corrections;
    }

    private static string Cut(string typed)
    {
        var tidy = typed.Trim();
        return tidy.Length > Longest ? tidy[..Longest] : tidy;
    }
}
