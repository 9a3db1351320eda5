using System.Text.Json;
using System.Text.RegularExpressions;
using Credentials.Inputs;

namespace Credentials.Achievements;

/// <summary>A text in one or more languages (BCP 47 tags), in the order given.</summary>
public sealed record LanguageMap(IReadOnlyList<KeyValuePair<string, string>> Texts)
{
    private const int MostLanguages = 24;

    /// <summary>Language, script and region: the tags that Open Badges 3.0 accepts as <c>inLanguage</c>.</summary>
    private static readonly Regex Tag = new("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\\z", RegexOptions.NonBacktracking);

    public IReadOnlyList<KeyValuePair<string, string>> Texts { get; init => field = ValueList<KeyValuePair<string, string>>.Of(value); } = ValueList<KeyValuePair<string, string>>.Of(Texts);

    public IEnumerable<string> Languages => Texts.Select(text => text.Key);

    /// <summary>Whether a text is a language tag as this form accepts them.</summary>
    public static bool IsTag(string? text) => text is not null && Tag.IsMatch(text);

    /// <summary>The text in the language, else in its base language, else the first.</summary>
    public string In(string language) => Find(language) ?? Find(language.Split('-')[0]) ?? Texts[0].Value;

    public bool Has(string language) => Find(language) is not null;

    public static LanguageMap Of(string language, string text) => new([KeyValuePair.Create(language, text)]);

    public LanguageMap And(string language, string text) => new([.. Texts, KeyValuePair.Create(language, text)]);

    internal static LanguageMap? Read(InputObject from, string name, int most, string? missing = null, bool lines = false)
    {
        if (from.Object(name, missing) is not { } map)
        {
            return null;
        }

        var before = from.Errors.Count;
        var members = map.TakeAll();
        var texts = new List<KeyValuePair<string, string>>();
        foreach (var (language, value) in members)
        {
            if (!IsTag(language))
            {
                map.Fault(language, InputReasons.BadFormat, "This must be a language tag such as nl, en or nl-BE.");
            }
            else if (InputText.Read(value, map.At(language), most, lines, from.Errors) is { } text)
            {
                texts.Add(KeyValuePair.Create(language, text));
            }
        }

        if (members.Count is 0 or > MostLanguages)
        {
            from.Fault(name, members.Count == 0 ? InputReasons.Missing : InputReasons.TooMany, "A text needs one to 24 languages.");
        }

        return from.Errors.Count == before ? new LanguageMap(texts) : null;
    }

    internal void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        foreach (var (language, text) in Texts)
        {
            writer.WriteString(language, text);
        }

        writer.WriteEndObject();
    }

    private string? Find(string language)
    {
        foreach (var text in Texts)
        {
            if (string.Equals(text.Key, language, StringComparison.OrdinalIgnoreCase))
            {
                return text.Value;
            }
        }

        return null;
    }
}
