using Credentials.Achievements;
using Credentials.Frameworks;
using Credentials.IssuerService.ClassLists;
using Credentials.Web.Languages;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Credentials.IssuerService.Staff.Achievements;

/// <summary>
/// The ESCO skills that can be found by their labels: those that come along, and those of the files that <see cref="IssuerServiceOptions.EscoSkillsFile"/> names,
/// which are read when something is sought for the first time.
/// </summary>
public sealed class EscoSkills(IOptions<IssuerServiceOptions> options, ILogger<EscoSkills> log)
{
    private const int MostHits = 12;

    // In some languages ESCO has hundreds of other labels for a skill, all in one cell.
    private const int LongestCell = 1024 * 1024;

    private readonly Lazy<(IReadOnlyList<EscoSkill> All, Dictionary<string, EscoSkill> ByUri)> _skills = new(() =>
    {
        var byUri = EscoSkillList.Bundled.ToDictionary(skill => skill.Uri, StringComparer.Ordinal);
        foreach (var (language, file) in Files(options.Value.EscoSkillsFile))
            Read(language, file, byUri, log);
        return ([.. byUri.Values], byUri);
    });

    public EscoSkill? Find(string uri) => _skills.Value.ByUri.GetValueOrDefault(uri);

    /// <summary>The skills that hold each of the words in their label of some language.</summary>
    public IReadOnlyList<EscoSkill> Seek(string typed) => WordSearch.Find(_skills.Value.All, skill => skill.Name.Texts.Select(text => text.Value), typed, MostHits);

    /// <summary>The file, and those beside it whose names differ in the language alone, as ESCO's download has them: <c>skills_nl.csv</c>, <c>skills_en.csv</c>.</summary>
    private static IEnumerable<(string Language, string Path)> Files(string? named)
    {
        if (named is null)
            return [];
        var stem = Path.GetFileNameWithoutExtension(named);
        var folder = Path.GetDirectoryName(Path.GetFullPath(named))!;
        return PageLanguage.All.Any(language => stem.EndsWith("_" + language.Tag, StringComparison.Ordinal))
            ? PageLanguage.All.Select(language => (language.Tag, Path: Path.Combine(folder, $"{stem[..^2]}{language.Tag}.csv"))).Where(file => File.Exists(file.Path))
            : [(PageLanguage.English.Tag, named)];
    }

    private static void Read(string language, string path, Dictionary<string, EscoSkill> byUri, ILogger log)
    {
        ReadOnlyMemory<byte> utf8;
        try
        {
            utf8 = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Log.Unreadable(log, path, fault);
            return;
        }
        var reader = new CsvReader(utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8, (byte)',', LongestCell);
        var (uri, label) = (-1, -1);
        if (reader.Read())
            (uri, label) = (IndexOf(reader, "conceptUri"), IndexOf(reader, "preferredLabel"));
        if (uri < 0 || label < 0)
        {
            Log.NoColumns(log, path);
            return;
        }
        while (reader.Read())
        {
            var fields = reader.Fields;
            if (fields.Count <= Math.Max(uri, label) || !EscoSkill.IsUri(fields[uri]) || fields[label].Length is 0 or > 200)
                continue;
            if (!byUri.TryGetValue(fields[uri], out var known))
                byUri[fields[uri]] = new(fields[uri], LanguageMap.Of(language, fields[label]));
            else if (!known.Name.Has(language))
                byUri[fields[uri]] = known with { Name = known.Name.And(language, fields[label]) };
        }
    }

    private static int IndexOf(CsvReader header, string name) => header.Fields.ToList().IndexOf(name);

    private static class Log
    {
        private static readonly Action<ILogger, string, Exception?> UnreadableFile = LoggerMessage.Define<string>(
            LogLevel.Warning, new(1, nameof(Unreadable)), "The ESCO skills in {Path} cannot be read; only those that come along can be found.");

        private static readonly Action<ILogger, string, Exception?> FileWithoutColumns = LoggerMessage.Define<string>(
            LogLevel.Warning, new(2, nameof(NoColumns)), "{Path} has no columns conceptUri and preferredLabel, as ESCO's skills_LANGUAGE.csv has.");

        public static void Unreadable(ILogger log, string path, Exception fault) => UnreadableFile(log, path, fault);

        public static void NoColumns(ILogger log, string path) => FileWithoutColumns(log, path, null);
    }
}
