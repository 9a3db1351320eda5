using System.Text.RegularExpressions;

namespace Credentials.Services.Tests.Web;

/// <summary>Where the sources name the texts of a text class: <c>Texts["key"]</c>, <c>Texts[$"check.{id}"]</c>, <c>Texts["form." + form]</c>.</summary>
internal static partial class TextKeys
{
    private static readonly string[] Sources = [.. Directory
        .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.*", SearchOption.AllDirectories)
        .Where(path => path.EndsWith(".razor", StringComparison.Ordinal) || path.EndsWith(".cs", StringComparison.Ordinal))
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];

    /// <summary>What pages ask of a text class, as patterns with the file that asks; what has words of its own where the text is missing is left out.</summary>
    public static IEnumerable<(string File, Regex Pattern)> AskedOf(Type texts)
    {
        foreach (var path in Sources)
        {
            var source = File.ReadAllText(path);
            foreach (Match injected in Regex.Matches(source, $@"IStringLocalizer<{texts.Name}>\s+(\w+)"))
            {
                foreach (Match asked in Regex.Matches(source, $@"\b{injected.Groups[1].Value}(?=\[(?<inside>(?:[^\[\]]|\[[^\[\]]*\])*)\](?!\s*(\.Or\(|is\b)))"))
                    foreach (var literal in Literals(WithoutArguments(asked.Groups["inside"].Value))) yield return (Path.GetFileName(path), literal);
            }
        }
    }

    /// <summary>Every literal in the sources that could be a key, for a class that pages of all projects use or of its own and what <c>Wording</c> asks of any.</summary>
    public static IReadOnlyList<Regex> Named(Type texts)
    {
        var own = Path.Combine("src", texts.Assembly.GetName().Name!) + Path.DirectorySeparatorChar;
        var isShared = texts.Assembly.GetName().Name == "Credentials.Web";
        return [.. Sources.Where(path => isShared || path.EndsWith("Wording.cs", StringComparison.Ordinal) || path.Contains(own, StringComparison.Ordinal)).SelectMany(path => Literals(File.ReadAllText(path)))];
    }

    // The first argument names the text, the others fill its places; a comma inside a literal or a bracket is no end of it.
    private static string WithoutArguments(string inside) => FirstArgument().Match(inside).Value;

    private static IEnumerable<Regex> Literals(string source) =>
        from Match literal in Literal().Matches(source)
        let text = literal.Groups["text"].Value
        where Beginning().IsMatch(text)
        let pattern = literal.Groups["hole"].Success ? Hole().Replace(Regex.Escape(text).Replace(@"\{", "{"), "[^.]+(\\.[^.]+)*?") : Regex.Escape(text)
        select new Regex($"^{pattern}{(literal.Groups["more"].Success ? ".+" : "")}$");

    // From each quotation mark to the next: which of them opens a literal cannot be told in markup without parsing it.
    [GeneratedRegex("""(?<hole>(?<=\$))?"(?<text>[^"\n]*)(?="(?<more>\s*\+)?)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"^[a-z][a-z0-9.-]*([a-z0-9.]|\{.*)$")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("""^(?:"[^"]*"|[^,"])*""")]
    private static partial Regex FirstArgument();
}
