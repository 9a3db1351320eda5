using System.Collections.Frozen;

namespace Credentials.Frameworks;

/// <summary>
/// A qualifications framework as data: a further framework is one more entry of <see cref="All"/>, nothing else.
/// VKS (Flemish qualification structure, in English FQF) levels correspond one to one to EQF levels.
/// </summary>
/// <param name="Id">Short id, lower case.</param>
/// <param name="Uri">The framework's (scheme's) URI.</param>
/// <param name="Names">Name by language tag.</param>
/// <param name="Levels">Its levels, lowest first.</param>
public sealed record QualificationsFramework(
    string Id, string Uri, IReadOnlyDictionary<string, string> Names, IReadOnlyList<FrameworkLevel> Levels)
{
    /// <summary>The id of the European Qualifications Framework, which others are referenced to.</summary>
    public const string Eqf = "eqf";

    /// <summary>The id of the Vlaamse kwalificatiestructuur.</summary>
    public const string Vks = "vks";

    private static readonly FrozenDictionary<string, QualificationsFramework> ById =
        FrameworkTable.Entries.ToFrozenDictionary(entry => entry.Framework.Id, entry => entry.Framework, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrameworkLevel> ByUri =
        FrameworkTable.Entries.SelectMany(entry => entry.Framework.Levels).ToFrozenDictionary(level => level.Uri, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrameworkLevel> EqfOfUri =
        FrameworkTable.Entries
            .SelectMany(entry => entry.EqfLevels.Select((eqf, index) => (entry.Framework.Levels[index].Uri, Eqf: eqf)))
            .ToFrozenDictionary(pair => pair.Uri, pair => ById[Eqf].Levels.Single(level => level.Level == pair.Eqf), StringComparer.Ordinal);

    public static IReadOnlyList<QualificationsFramework> All { get; } = [.. FrameworkTable.Entries.Select(entry => entry.Framework)];

    public static bool TryFind(string id, out QualificationsFramework found) => ById.TryGetValue(id, out found!);

    public static bool TryFindLevel(string framework, int level, out FrameworkLevel found)
    {
        found = ById.TryGetValue(framework, out var entry) ? entry.Levels.FirstOrDefault(candidate => candidate.Level == level)! : null!;
        return found is not null;
    }

    public static bool TryFindLevelByUri(string uri, out FrameworkLevel found) => ByUri.TryGetValue(uri, out found!);

    /// <summary>The EQF level that a level is referenced to, where the framework is referenced to the EQF; an EQF level is its own.</summary>
    public static bool TryToEqf(FrameworkLevel level, out FrameworkLevel eqf) => EqfOfUri.TryGetValue(level.Uri, out eqf!);

    /// <summary>The framework's name in the language, else in English.</summary>
    public string NameIn(string language) => Names.TryGetValue(language, out var name) ? name : Names["en"];

    public bool Equals(QualificationsFramework? other) => other is not null && Id == other.Id && Uri == other.Uri;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Uri);
}
