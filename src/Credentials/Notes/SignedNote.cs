namespace Credentials.Notes;

/// <summary>A text with signatures below it, as people and machines read it (C2SP signed-note).</summary>
public static class SignedNote
{
    internal const string Dash = "— ";

    /// <summary>Longer ones are refused before anything is read of them.</summary>
    private const int Longest = 1 << 16;

    private const int MostSignatures = 100;

    /// <summary>
    /// The text of the note, if this key signed it. Signatures of others are passed over, as long as they are well-formed; a wrong one under this key's name
    /// and id is refused.
    /// </summary>
    public static bool TryOpen(string note, NoteKey key, out string text)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(key);
        text = "";
        if (note.Length > Longest || note.LastIndexOf("\n\n", StringComparison.Ordinal) is not (> 0 and var blank))
            return false;
        var signed = note[..(blank + 1)];
        if (!IsText(signed) || note[^1] != '\n')
            return false;
        var lines = note[(blank + 2)..].Split('\n')[..^1];
        var bytes = System.Text.Encoding.UTF8.GetBytes(signed);
        var isSigned = false;
        if (lines.Length is 0 or > MostSignatures)
            return false;
        foreach (var line in lines)
        {
            if (!line.StartsWith(Dash, StringComparison.Ordinal) || line[Dash.Length..].Split(' ') is not [var name, var base64] || !TryReadBase64(base64, out var marked))
                return false;
            isSigned |= name == key.Name && key.Verifies(bytes, marked);
        }
        text = isSigned ? signed : "";
        return isSigned;
    }

    /// <summary>Whether this can be signed: lines that end with a line feed, no other control characters, no unpaired surrogates.</summary>
    internal static bool IsText(string text)
    {
        if (text is not [.., '\n'])
            return false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < 0x20 && rune.Value != '\n')
                return false;
            // An unpaired surrogate is read as this.
            if (rune == System.Text.Rune.ReplacementChar)
                return false;
        }
        return true;
    }

    /// <summary>Base64 in its one spelling with padding, without white space.</summary>
    internal static bool TryReadBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length / 4 * 3];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return false;
        bytes = bytes[..length];
        return Convert.ToBase64String(bytes) == text;
    }
}
