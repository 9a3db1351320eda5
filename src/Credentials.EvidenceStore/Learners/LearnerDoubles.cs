using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Learners;

/// <summary>Two learners of a centre who are possibly one person.</summary>
/// <param name="Pair">With what was decided, if anything.</param>
/// <param name="Learners">As the centre knows them.</param>
public sealed record LearnerDouble(DoubleDocument Pair, IReadOnlyList<FoundLearner> Learners);

/// <summary>Reads pairs of learners who are possibly one person; <see cref="JoinLearners"/> decides about them.</summary>
public sealed class LearnerDoubles
{
    private readonly IEvidenceStorage _storage;
    private readonly FindLearners _find;

    internal LearnerDoubles(IEvidenceStorage storage, FindLearners find) => (_storage, _find) = (storage, find);

    /// <summary>Those of the centre about which nobody has decided.</summary>
    public async Task<Page<LearnerDouble>> ListOpenAsync(string centre, string? cursor, int limit, CancellationToken cancel = default)
    {
        var page = await _storage.ListOpenDoublesAsync(centre, cursor, limit, cancel);
        var items = new List<LearnerDouble>();
        foreach (var pair in page.Items)
            items.Add(await OpenAsync(pair, cancel));
        return new(items, page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }

    /// <summary>Null where the centre has no such pair.</summary>
    public async Task<LearnerDouble?> FindAsync(string centre, Guid id, CancellationToken cancel = default) =>
        await _storage.FindDoubleAsync(id, cancel) is { } pair && pair.Centre == centre ? await OpenAsync(pair, cancel) : null;

    public async Task<LearnerDouble> OpenAsync(DoubleDocument pair, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var found = new List<FoundLearner>();
        foreach (var id in (Guid[])[pair.One, pair.Other])
        {
            if (await _storage.FindLearnerAsync(id, cancel) is { } learner)
                found.Add(await _find.OpenAsync(pair.Centre, learner, cancel));
        }
        return new(pair, found);
    }
}
