namespace Credentials.Frameworks;

/// <summary>
/// The frameworks that are known, as data. URIs: VKS from the EU's list of national qualification levels, EQF from its own list
/// (both in the European Learning Model's controlled vocabularies).
/// </summary>
internal static class FrameworkTable
{
    /// <param name="Framework">The framework with its levels.</param>
    /// <param name="EqfLevels">For each level, in order, the EQF level it is referenced to; empty where there is no referencing.</param>
    internal sealed record Entry(QualificationsFramework Framework, IReadOnlyList<int> EqfLevels);

    private static readonly int[] OneToOne = [1, 2, 3, 4, 5, 6, 7, 8];

    internal static IReadOnlyList<Entry> Entries { get; } =
    [
        new(Framework(
            QualificationsFramework.Vks,
            "http://data.europa.eu/snb/qdr/c_ed96825f",
            Texts("Vlaamse kwalificatiestructuur (VKS)", "Cadre flamand des certifications (VKS)", "Flämischer Qualifikationsrahmen (VKS)",
                "Flemish Qualifications Framework (FQF)"),
            Texts("VKS-niveau {0}", "Niveau {0} du VKS", "VKS-Niveau {0}", "FQF level {0}"),
            "http://data.europa.eu/snb/qdr/",
            ["c_cf509e8a", "c_7f5e85a7", "c_650d7e95", "c_615c4895", "c_6fa57440", "c_65235ec5", "c_95fec238", "c_13c65774"]), OneToOne),
        new(Framework(
            QualificationsFramework.Eqf,
            "http://data.europa.eu/snb/eqf/25831c2",
            Texts("Europees kwalificatiekader (EQF)", "Cadre européen des certifications (CEC)", "Europäischer Qualifikationsrahmen (EQR)",
                "European Qualifications Framework (EQF)"),
            Texts("EQF-niveau {0}", "Niveau {0} du CEC", "EQR-Niveau {0}", "EQF level {0}"),
            "http://data.europa.eu/snb/eqf/",
            ["1", "2", "3", "4", "5", "6", "7", "8"]), OneToOne),
    ];

    private static QualificationsFramework Framework(
        string id, string uri, Dictionary<string, string> names, Dictionary<string, string> levelNames, string levelBase, string[] levelIds) =>
        new(id, uri, names, [.. levelIds.Select((levelId, index) => new FrameworkLevel(id, index + 1, levelBase + levelId, Numbered(levelNames, index + 1)))]);

    private static Dictionary<string, string> Numbered(Dictionary<string, string> names, int level) =>
        names.ToDictionary(
            pair => pair.Key,
            pair => pair.Value.Replace("{0}", level.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal),
            StringComparer.Ordinal);

    private static Dictionary<string, string> Texts(string nl, string fr, string de, string en) =>
        new(StringComparer.Ordinal) { ["nl"] = nl, ["fr"] = fr, ["de"] = de, ["en"] = en };
}
