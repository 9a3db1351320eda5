namespace Credentials.Achievements;

/// <summary>A text in one or more languages (BCP 47 tags), in the order given.</summary>
public sealed record LanguageMap(IReadOnlyList<KeyValuePair<string, string>> Texts)
{
    /// <summary>The text in the language, else in its base language, else the first.</summary>
    public string In(string language) => throw new NotImplementedException();

    public bool Has(string language) => throw new NotImplementedException();
}
