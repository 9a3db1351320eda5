namespace Credentials.Achievements;

/// <summary>A concept of one of the EU's controlled vocabularies for learning.</summary>
/// <param name="Word">The word that stands for it in a definition.</param>
/// <param name="Uri">Its URI in the EU's list; null where that list has no such concept.</param>
/// <param name="Names">Its name in nl, fr, de and en.</param>
public sealed record Concept(string Word, string? Uri, LanguageMap Names)
{
    internal static Concept Of(string word, string? uri, string nl, string fr, string de, string en) =>
        new(word, uri, LanguageMap.Of("nl", nl).And("fr", fr).And("de", de).And("en", en));

    /// <summary>The name in the language, else in English.</summary>
    public string NameIn(string language) => Names.Has(language) || Names.Has(language.Split('-')[0]) ? Names.In(language) : Names.In("en");
}
