namespace Credentials.Frameworks;

/// <summary>One level of a qualifications framework, e.g. VKS 4, with its concept URI and names by language.</summary>
/// <param name="Framework">The framework's short id, lower case: <c>vks</c>, <c>eqf</c>.</param>
/// <param name="Level">The level's number.</param>
/// <param name="Uri">The concept URI that stands in credentials.</param>
/// <param name="Names">Name by language tag: nl, fr, de, en.</param>
public sealed record FrameworkLevel(string Framework, int Level, string Uri, IReadOnlyDictionary<string, string> Names)
{
    /// <summary>The level's name in the language, else in English.</summary>
    public string NameIn(string language) => Names.TryGetValue(language, out var name) ? name : Names["en"];

    public bool Equals(FrameworkLevel? other) => other is not null && Uri == other.Uri;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Uri);

    public override string ToString() => $"{Framework.ToUpperInvariant()} {Level}";
}
