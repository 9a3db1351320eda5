using System.Reflection;
using Credentials.Achievements;

namespace Credentials.Frameworks;

/// <summary>
/// Skills of the European classification ESCO that come along with the service, with ESCO's preferred labels: a small selection for adult education. The whole
/// classification is published by the European Commission and can be read beside it.
/// </summary>
public static class EscoSkillList
{
    /// <summary>Ordered by their English labels.</summary>
    public static IReadOnlyList<EscoSkill> Bundled { get; } = [.. Read()];

    private static IEnumerable<EscoSkill> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("frameworks/esco-skills.csv")
            ?? throw new InvalidOperationException("the list of ESCO skills is not in the assembly");
        using var reader = new StreamReader(stream);
        var languages = reader.ReadLine()!.Split(';')[1..];
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(';');
            yield return new EscoSkill(
                cells[0], new LanguageMap([.. languages.Zip(cells[1..], KeyValuePair.Create).Where(label => label.Value.Length > 0)]));
        }
    }
}
