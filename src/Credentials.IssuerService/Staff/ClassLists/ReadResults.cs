using Credentials.Achievements;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Recording;
using Credentials.IssuerService.ClassLists;

namespace Credentials.IssuerService.Staff.ClassLists;

/// <summary>
/// What came of the rows of a list, in the order of the file. Who a row is about is read from its award, which is sealed under the learner's key: of the list
/// itself nothing is left but what was refused.
/// </summary>
public sealed class ReadResults(ConsultAwards awards, AchievementVersions achievements)
{
    private const int PageSize = 50;

    /// <summary>A page of the results, with what the list as a whole was refused for.</summary>
    public async Task<ResultView> PageAsync(ClassListState state, int after, CancellationToken cancel = default)
    {
        var rows = await ListAsync(state, after, PageSize + 1, cancel);
        var page = rows.Take(PageSize).ToList();
        var left = await awards.CountOfBatchAsync(state.Document.Id, cancel);
        return new(state, page, after, rows.Count > page.Count ? page[^1].Row : null)
        {
            Titles = await TitlesAsync(state.Document.Centre, page, cancel),
            Erased = Math.Max(0, state.Document.Awarded - left),
        };
    }

    /// <summary>The rows after that one, at most so many.</summary>
    internal async Task<IReadOnlyList<ResultRow>> ListAsync(ClassListState state, int after, int limit, CancellationToken cancel)
    {
        var awarded = (await awards.ListOfBatchAsync(state.Document.Id, after, limit, cancel)).Select(award => new ResultRow(award.Document.BatchRow!.Value, award, IsNew: true, []));
        var refused = state.Errors.Where(error => error.Row > after && error.Reason != ClassListReasons.UnknownColumn).GroupBy(error => error.Row).OrderBy(row => row.Key).Take(limit)
            .Select(row => new ResultRow(row.Key, null, IsNew: false, [.. row]));
        var there = new List<ResultRow>();
        foreach (var (row, id) in state.Existing.Where(one => one.Row > after).OrderBy(one => one.Row).Take(limit))
        {
            var found = await awards.FindAsync(state.Document.Centre, id, cancel);
            there.Add(new(row, found.TryGet(out var award, out _) ? award : null, IsNew: false, []));
        }
        return [.. awarded.Concat(refused).Concat(there).OrderBy(row => row.Row).Take(limit)];
    }

    /// <summary>The achievements that some rows name, as they were awarded, by id and version.</summary>
    internal async Task<IReadOnlyDictionary<(string Id, int Version), Achievement>> TitlesAsync(
        string centre, IEnumerable<ResultRow> rows, CancellationToken cancel)
    {
        var titles = new Dictionary<(string, int), Achievement>();
        foreach (var key in rows.Select(row => row.Award?.Document).OfType<EvidenceStore.Storage.AwardDocument>().Select(award => (award.AchievementId, award.AchievementVersion)).Distinct())
        {
            if (await achievements.FindAsync(centre, key.AchievementId, key.AchievementVersion, cancel) is { } version)
                titles[key] = version.Achievement;
        }
        return titles;
    }
}

/// <summary>What came of a row.</summary>
/// <param name="Award">Null where it was refused.</param>
/// <param name="IsNew">False where the award was there before.</param>
/// <param name="Errors">Why it was refused.</param>
public sealed record ResultRow(int Row, AwardView? Award, bool IsNew, IReadOnlyList<RowError> Errors)
{
    /// <summary>Its text is <c>row.STATE</c>.</summary>
    public string State => Errors.Count > 0 ? "rejected" : IsNew ? "awarded" : "existing";

    /// <summary>Null once the learner was erased.</summary>
    public string? LearnerName => Award?.Request?.Learner is { } learner ? $"{learner.GivenName} {learner.FamilyName}" : null;
}

/// <summary>A page of what came of a list.</summary>
/// <param name="After">The row before the page's first.</param>
/// <param name="Next">The row after which the next page begins; null where this is the last.</param>
public sealed record ResultView(ClassListState State, IReadOnlyList<ResultRow> Rows, int After, int? Next)
{
    public required IReadOnlyDictionary<(string Id, int Version), Achievement> Titles { get; init; }

    /// <summary>Learners of the list who were erased since: nothing tells which rows they were.</summary>
    public required int Erased { get; init; }

    /// <summary>Columns of the file that were not read.</summary>
    public IReadOnlyList<string> UnknownColumns =>
        [.. State.Errors.Where(error => error.Reason == ClassListReasons.UnknownColumn).Select(error => error.Column).OfType<string>().Where(column => column.Length > 0)];

    public EvidenceStore.Storage.BatchDocument Document => State.Document;

    public string Path => ListPaths.Of(Document.Id);

    /// <summary>Rows that were there before and are counted only.</summary>
    public int ExistingOmitted => Math.Max(0, Document.Existing - State.Existing.Count);

    /// <summary>The title in that language; the id where it is described no more.</summary>
    public string TitleOf(ResultRow row, string language) => row.Award?.Document is not { } award ? ""
        : Titles.TryGetValue((award.AchievementId, award.AchievementVersion), out var achievement) ? achievement.Title.In(language)
        : award.AchievementId;
}
