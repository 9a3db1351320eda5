using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Consulting;

/// <summary>Reads awards. The centre is part of every question, so that "not yours" and "not there" look the same.</summary>
public sealed class ConsultAwards
{
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

    /// <summary>What is only reserved was never acknowledged: for everybody but its own repeat it is not there.</summary>
    internal static async Task<AwardDocument?> FindIssuedAsync(IEvidenceStorage storage, string? centre, Guid id, CancellationToken cancel) =>
        await storage.FindAwardAsync(id, cancel) is { State: AwardState.Issued } award && (centre is null || award.Centre == centre) ? award : null;
}
