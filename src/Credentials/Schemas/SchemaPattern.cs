using System.Text;
using System.Text.RegularExpressions;

namespace Credentials.Schemas;

/// <summary>
/// A regular expression of a schema (ECMA-262, as JSON Schema says), matched without backtracking so that no text can make it slow.
/// What the engine reads differently, <c>$</c>, <c>\d</c> and <c>\w</c>, is translated; what it cannot match so (look-around, back-references) is refused.
/// </summary>
internal sealed class SchemaPattern
{
    private const int MostCharacters = 1000;

    private readonly Regex _regex;

    private SchemaPattern(Regex regex, string source) => (_regex, Source) = (regex, source);

    public string Source { get; }

    public static bool TryRead(string source, out SchemaPattern pattern)
    {
        pattern = null!;
        if (source.Length > MostCharacters)
        {
            return false;
        }

        try
        {
            pattern = new SchemaPattern(new Regex(Translate(source), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), source);
            return true;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    public bool Matches(string text) => _regex.IsMatch(text);

    private static string Translate(string source)
    {
        var translated = new StringBuilder(source.Length + 16);
        var inClass = false;
        for (var index = 0; index < source.Length; index++)
        {
            var character = source[index];
            if (character == '\\' && index + 1 < source.Length)
            {
                index++;
                translated.Append(source[index] switch
                {
                    'd' => inClass ? "0-9" : "[0-9]",
                    'w' => inClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]",
                    var escaped => $"\\{escaped}",
                });
                continue;
            }

            inClass = character switch { '[' => true, ']' => false, _ => inClass };
            translated.Append(character == '$' && !inClass ? "\\z" : character.ToString());
        }

        return translated.ToString();
    }
}
