using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Reads awards. The centre is part of every question, so that "not yours" and "not there" look the same.</summary>
public sealed class ConsultAwards
{
    public const int MostOfLearner = 500;

    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;

    internal ConsultAwards(IEvidenceStorage storage, AwardOpener opener) => (_storage, _opener) = (storage, opener);

    internal static Problem NotThere { get; } = new(ProblemCode.NotFound, "There is no such award.");

    internal static Problem Erased { get; } = new(ProblemCode.NotFound, "The learner of this award was erased.");

    /// <param name="centre">Whose; null for the service itself and authorities.</param>
    public async Task<Result<AwardView>> FindAsync(string? centre, Guid id, CancellationToken cancel = default) =>
        await FindIssuedAsync(_storage, centre, id, cancel) is { } award ? await _opener.OpenAsync(award, cancel) : NotThere;

    public async Task<Page<AwardView>> ListAsync(AwardQuery query, CancellationToken cancel = default)
    {
        var page = await _storage.ListAwardsAsync(query, cancel);
        var views = new List<AwardView>(page.Items.Count);
        foreach (var award in page.Items)
            views.Add(await _opener.OpenAsync(award, cancel));
        return new(views, page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }

    /// <summary>What a class list awarded, by its rows, from the row after <paramref name="afterRow"/> on; whose list it is the caller has asked.</summary>
    public async Task<IReadOnlyList<AwardView>> ListOfBatchAsync(Guid batch, int afterRow, int limit, CancellationToken cancel = default)
    {
        var views = new List<AwardView>();
        foreach (var award in await _storage.ListAwardsOfBatchAsync(batch, afterRow, limit, cancel))
            views.Add(await _opener.OpenAsync(award, cancel));
        return views;
    }

    /// <summary>How many awards of a class list are of learners who were not erased since.</summary>
    public Task<int> CountOfBatchAsync(Guid batch, CancellationToken cancel = default) => _storage.CountAwardsOfBatchAsync(batch, cancel);

    /// <summary>What a centre awarded to one learner, at most <see cref="MostOfLearner"/>.</summary>
    public async Task<IReadOnlyList<AwardView>> ListOfLearnerAsync(string centre, Guid learner, CancellationToken cancel = default)
    {
        var records = await _storage.ListRecordsAsync(new(MostOfLearner) { Learner = learner, Centre = centre, Source = RecordSource.Award }, cancel);
        var views = new List<AwardView>(records.Items.Count);
        foreach (var record in records.Items)
        {
            if (await FindIssuedAsync(_storage, centre, record.Id, cancel) is { } award)
                views.Add(await _opener.OpenAsync(award, cancel));
        }
        return views;
    }

    /// <summary>What is only reserved was never acknowledged: for everybody but its own repeat it is not there.</summary>
    internal static async Task<AwardDocument?> FindIssuedAsync(IEvidenceStorage storage, string? centre, Guid id, CancellationToken cancel) =>
        await storage.FindAwardAsync(id, cancel) is { State: AwardState.Issued } award && (centre is null || award.Centre == centre) ? award : null;
}
