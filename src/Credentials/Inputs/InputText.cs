using System.Globalization;
using System.Text.Json;

namespace Credentials.Inputs;

/// <summary>Texts of an input: bounded, visible, and without characters that could make a page show something else than was signed.</summary>
internal static class InputText
{
    /// <summary>U+FFFE is no character; normalising a text that holds it throws.</summary>
    private const char NoCharacter = '\uFFFE';

    /// <summary>The string, or null where it holds a lone surrogate, for which JsonElement has no other answer than an exception.</summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The text in normal form C, so that one name from two programs is one text; or null and an error.</summary>
    public static string? Read(JsonElement value, string pointer, int most, bool lines, List<InputError> errors)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            errors.Add(new InputError(pointer, InputReasons.WrongType, "This must be a text."));
            return null;
        }

        var text = Of(value);
        text = text is null || text.Contains(NoCharacter, StringComparison.Ordinal) ? null : text.Normalize();
        var fault =
            text is null ? new InputError(pointer, InputReasons.BadCharacters, "This text is not valid Unicode.")
            : string.IsNullOrWhiteSpace(text) ? new InputError(pointer, InputReasons.Missing, "A text that is given must not be blank.")
            : Length(text) > most ? new InputError(
                pointer, InputReasons.TooLong, string.Create(CultureInfo.InvariantCulture, $"This text may have at most {most} characters."))
            : !IsClean(text, lines) ? new InputError(
                pointer, InputReasons.BadCharacters, "This text holds control characters or characters that change its direction.")
            : null;
        if (fault is null)
        {
            return text;
        }

        errors.Add(fault);
        return null;
    }

    /// <summary>The number of Unicode code points, as JSON Schema counts.</summary>
    public static int Length(string text)
    {
        var count = text.Length;
        foreach (var unit in text)
        {
            if (char.IsLowSurrogate(unit))
            {
                count--;
            }
        }

        return count;
    }

    /// <summary>Whether no character is a control character, a bidirectional embedding, override or isolate, or a lone surrogate.</summary>
    public static bool IsClean(string text, bool lines)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var allowed = rune.Value switch
            {
                '\n' or '\r' or '\t' => lines,
                < 0x20 or (>= 0x7F and <= 0x9F) => false,
                (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x2028 or 0x2029 => false,
                // EnumerateRunes gives U+FFFD for a lone surrogate; as a character of its own it says that text was lost on the way. The next two are none.
                >= 0xFFFD and <= 0xFFFF => false,
                _ => true,
            };
            if (!allowed)
            {
                return false;
            }
        }

        return true;
    }
}
