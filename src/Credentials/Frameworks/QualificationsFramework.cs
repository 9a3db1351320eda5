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
    public static IReadOnlyList<QualificationsFramework> All => throw new NotImplementedException();

    public static bool TryFindLevel(string framework, int level, out FrameworkLevel found) => throw new NotImplementedException();

    public static bool TryFindLevelByUri(string uri, out FrameworkLevel found) => throw new NotImplementedException();

    /// <summary>The EQF level that a level is referenced to, where the framework is referenced to the EQF.</summary>
    public static bool TryToEqf(FrameworkLevel level, out FrameworkLevel eqf) => throw new NotImplementedException();
}
