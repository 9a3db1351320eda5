using System.Diagnostics.CodeAnalysis;

namespace Credentials.Inputs;

/// <summary>What a person typed into a field of a form, read by the rules that hold for texts in JSON.</summary>
public static class TypedText
{
    /// <summary>
    /// Reads a text: without blanks around it, in normal form C, lines ended by one character. False with a code of <see cref="InputReasons"/> where nothing was
    /// typed, the text has more than <paramref name="most"/> characters, or holds some that no text may.
    /// </summary>
    /// <param name="lines">Whether it may have several lines.</param>
    public static bool TryRead(string typed, int most, bool lines, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(typed);
        text = null;
        // Normalising what is no text throws.
        if (!InputText.IsClean(typed, lines: true))
        {
            reason = InputReasons.BadCharacters;
            return false;
        }

        var tidy = typed.ReplaceLineEndings("\n").Trim().Normalize();
        reason = tidy.Length == 0 ? InputReasons.Missing
            : InputText.Length(tidy) > most ? InputReasons.TooLong
            : !InputText.IsClean(tidy, lines) ? InputReasons.BadCharacters
            : null;
        if (reason is not null)
            return false;
        text = tidy;
        return true;
    }
}
