using Credentials.Achievements;
using Credentials.Frameworks;
using Credentials.Web.Languages;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>How the fields of the form are called.</summary>
internal static class FieldNames
{
    private static readonly string[] InLanguages = ["title", "description", "name", "type", "prerequisites", "criteria", "lang", "instruction"];

    /// <summary>The key of a field's texts: its name without the numbers of rows and without the language.</summary>
    public static string KeyOf(string name) =>
        string.Join('.', name.Split('.').Where((step, index) => !IsRow(step) && !(index > 0 && InLanguages.Contains(name.Split('.')[index - 1]))));

    /// <summary>The numbers of the rows that a field stands in, counted as people do.</summary>
    public static IEnumerable<int> RowsOf(string name) =>
        name.Split('.').Where(IsRow).Select(step => int.Parse(step, System.Globalization.CultureInfo.InvariantCulture) + 1);

    /// <summary>The language of a field's text; null where it has none.</summary>
    public static string? LanguageOf(string name) => name.Split('.') is [.., var map, var tag] && InLanguages.Contains(map) && LanguageMap.IsTag(tag) ? tag : null;

    /// <summary>A language by its own name where the pages know it, else by its tag.</summary>
    public static string LanguageName(string tag) => PageLanguage.All.FirstOrDefault(language => language.Tag == tag)?.OwnName ?? tag;

    /// <summary>The language of a field of education's name, where it is not the reader's.</summary>
    public static string? LanguageOf(IscedField field, string language) => field.Names.ContainsKey(language) ? null : "en";

    private static bool IsRow(string step) => step.Length > 0 && step.All(char.IsAsciiDigit);
}
