using System.Globalization;
using Credentials.Inputs;

namespace Credentials.EvidenceStore.Led;

/// <summary>Checks texts that go to LED: folded, not blank, of characters that XML can hold, and no longer than LED's schema allows (in UTF-16 units, the
/// strictest way of counting).</summary>
internal sealed class LedCheck(List<InputError> errors)
{
    public void Fault(string pointer, string reason, string detail) => errors.Add(new InputError(pointer, reason, detail));

    /// <summary>The text folded; null and an error where it is missing or cannot be sent.</summary>
    public string? Text(string pointer, string? text, int most)
    {
        if (LedText.Fold(text) is not null)
            return Optional(pointer, text, most);
        Fault(pointer, InputReasons.Missing, "LED demands this.");
        return null;
    }

    /// <summary>As <see cref="Text"/>, where blank is the same as left out.</summary>
    public string? Optional(string pointer, string? text, int most)
    {
        if (LedText.Fold(text) is not { } folded)
            return null;
        if (folded.Length > most)
            Fault(pointer, InputReasons.TooLong, string.Create(CultureInfo.InvariantCulture, $"LED takes at most {most} characters here."));
        else if (!LedText.IsXml(folded))
            Fault(pointer, InputReasons.BadCharacters, "This text holds characters that cannot stand in XML.");
        else
            return folded;
        return null;
    }

    public LedCode? Code(string pointer, LedCode? code) =>
        Text($"{pointer}/code", code?.Code, 255) is { } text ? new LedCode(text, Optional($"{pointer}/naam", code!.Naam, 255)) : null;

    /// <summary>A name with its code; a code alone is a fault.</summary>
    public LedNamed? Named(string pointer, LedNamed? named) =>
        named is null ? null
        : Text($"{pointer}/naam", named.Naam, 2000) is { } name ? new LedNamed(name, Optional($"{pointer}/code", named.Code, 1000)) : null;

    public void AtMost(string pointer, int count, int most)
    {
        if (count > most)
            Fault(pointer, InputReasons.TooMany, string.Create(CultureInfo.InvariantCulture, $"LED takes at most {most} here."));
    }
}
