using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.EvidenceStore.Learners;

/// <summary>A learner as the centre knows the person.</summary>
/// <param name="AliasOf">The learner of the same centre who is known to be the same person.</param>
/// <param name="Person">As the centre's newest award has it; null where nothing was awarded after all.</param>
/// <param name="Awards">How many awards of the centre, at most <see cref="FindLearners.MostCounted"/>.</param>
public sealed record FoundLearner(Guid Id, Guid? AliasOf, AwardLearner? Person, int Awards);

/// <summary>Finds a centre's own learners through the blind index: by whole words of the names, by the e-mail address, or by both.</summary>
public sealed class FindLearners
{
    public const int MostCounted = 500;

    private readonly IEvidenceStorage _storage;
    private readonly AwardOpener _opener;
    private readonly MatchKey _match;

    internal FindLearners(IEvidenceStorage storage, AwardOpener opener, StoreSecrets secrets) => (_storage, _opener, _match) = (storage, opener, secrets.Match);

    /// <summary>Words beyond the eighth of a name do not narrow the search; a name without a word finds nobody.</summary>
    public async Task<Page<FoundLearner>> ListAsync(
        string centre, string? name, string? email, string? cursor, int limit, CancellationToken cancel = default)
    {
        var words = name is null ? [] : _match.TokensOfName(centre, name).Take(IEvidenceStorage.MostTokens - 1).ToList();
        if (name is not null && words.Count == 0)
            return new([], null) { IsCursorUnknown = cursor is not null };
        var identity = email is null ? default(ReadOnlyMemory<byte>?) : _match.OfEmail(centre, email);
        var page = await _storage.ListLearnersByTokensAsync(
            identity is { } asked ? [LearnerMarks.TokenOf(asked), .. words] : words, cursor, limit, cancel);
        var found = new List<FoundLearner>();
        // Whom the address itself is the match of has no entry for it.
        if (identity is { } match && cursor is null && (await _storage.FindLearnersByMatchAsync([match], cancel))[0] is { State: LearnerState.Present } matched)
        {
            var learner = await OpenAsync(centre, matched, cancel);
            if (name is null || HasWords(learner, name))
                found.Add(learner);
        }
        foreach (var document in page.Items)
            found.Add(await OpenAsync(centre, document, cancel));
        return new(found, page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }

    /// <summary>The learner as the centre knows the person; what other centres awarded does not show.</summary>
    public async Task<FoundLearner> OpenAsync(string centre, LearnerDocument learner, CancellationToken cancel = default)
    {
        var records = await _storage.ListRecordsAsync(new(MostCounted) { Learner = learner.Id, Centre = centre, Source = RecordSource.Award }, cancel);
        var person = records.Items is [var newest, ..] && learner.State == LearnerState.Present
            && await _storage.FindAwardAsync(newest.Id, cancel) is { SealedRequest.IsEmpty: false } award
            && await _opener.FindKeyAsync(learner.Id, cancel) is { } key
            ? StoredRequest.Read(AwardOpener.OpenRequest(award, key)).Learner
            : null;
        // That the person is somebody else's learner too is no business of the centre.
        var aliasOf = learner.AliasOf is { } other && await IsOfCentreAsync(_storage, centre, other, cancel) ? other : default(Guid?);
        return new(learner.Id, aliasOf, person, records.Items.Count);
    }

    /// <summary>Whether the centre has awarded the learner anything.</summary>
    internal static async Task<bool> IsOfCentreAsync(IEvidenceStorage storage, string centre, Guid learner, CancellationToken cancel) =>
        (await storage.ListRecordsAsync(new(1) { Learner = learner, Centre = centre }, cancel)).Items.Count > 0;

    private static bool HasWords(FoundLearner learner, string name) =>
        learner.Person is { } person && !MatchKey.WordsOf(name).Except(MatchKey.WordsOf($"{person.GivenName} {person.FamilyName}")).Any();
}
