using System.Globalization;
using System.Text;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.EvidenceFiles;

/// <summary>Names under which files of evidence are saved: whoever downloads one must not be led anywhere by its name.</summary>
internal static class FileName
{
    public const int Longest = 120;

    /// <summary>
    /// The name without folders and without what a file system, a shell or a reader's eye trips over; null where nothing is left, and then it has
    /// none of its own. <see cref="ProblemCode.InvalidInput"/> where it is too long.
    /// </summary>
    public static Result<string?> Clean(string? name)
    {
        if (name is null)
            return (string?)null;
        if (name.Length > Longest)
        {
            return new Problem(ProblemCode.InvalidInput, "The document has faults.")
            {
                Errors = [new("name", InputReasons.TooLong, $"A name may be {Longest} characters long.")],
            };
        }
        var kept = new StringBuilder();
        foreach (var rune in name[(name.LastIndexOfAny(['/', '\\']) + 1)..].EnumerateRunes())
        {
            // Lone surrogates come as the replacement character; marks of direction can make an ending look like another.
            var isHarmless = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
            if (isHarmless && rune != Rune.ReplacementChar)
                kept.Append(rune.IsAscii && "\"<>|:*?%;`$".Contains((char)rune.Value, StringComparison.Ordinal) ? "_" : rune.ToString());
        }
        var clean = kept.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.');
        return clean.Length == 0 ? (string?)null : clean;
    }

    /// <summary>The name as a file of that kind has it.</summary>
    /// <param name="name">As it was cleaned; null: none.</param>
    /// <param name="kind">What the file is.</param>
    /// <param name="number">Its place among the record's, from 1.</param>
    public static string Of(string? name, FileKind kind, int number)
    {
        var own = name ?? string.Create(CultureInfo.InvariantCulture, $"evidence-{number}");
        return kind.Endings.Any(ending => own.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) ? own : own + kind.Endings[0];
    }
}
