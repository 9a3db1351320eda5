using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Learners;
using Credentials.EvidenceStore.Storage;

namespace Credentials.IssuerService.Staff.Awarded;

/// <summary>
/// Lists a centre's credentials for its staff, newest first, a page at a time from where the last one ended: by filters, by the names or the e-mail address of a
/// learner, or by a credential's own id.
/// </summary>
public sealed class FindCredentials(ConsultAwards awards, FindLearners learners)
{
    private const int PageSize = 50;

    // Each may have many credentials.
    private const int LearnersAtOnce = 20;

    public Task<Page<AwardView>> ListAsync(string centre, CredentialFilter filter, CancellationToken cancel = default) =>
        filter.Faults.Count > 0 ? Task.FromResult(new Page<AwardView>([], null))
        : filter.Sought is not { } sought ? awards.ListAsync(
            new AwardQuery(centre, PageSize)
            {
                AchievementId = filter.Achievement,
                Status = filter.Status,
                AwardedFrom = filter.From,
                AwardedUntil = filter.Until,
                BatchId = filter.Batch,
                Cursor = filter.Cursor,
            },
            cancel)
        : IdIn(sought) is { } id ? ByIdAsync(centre, id, filter, cancel)
        : ByLearnerAsync(centre, sought, filter, cancel);

    /// <summary>The id in what was typed or pasted: alone, as a credential names itself, or at the end of an address of ours.</summary>
    private static Guid? IdIn(string sought)
    {
        var end = sought.TrimEnd('/').Split('/', ':')[^1];
        return Guid.TryParseExact(end, "D", out var id) ? id : null;
    }

    private async Task<Page<AwardView>> ByIdAsync(string centre, Guid id, CredentialFilter filter, CancellationToken cancel) =>
        (await awards.FindAsync(centre, id, cancel)).TryGet(out var award, out _) && filter.Holds(award.Document) ? new([award], null) : new([], null);

    private async Task<Page<AwardView>> ByLearnerAsync(string centre, string sought, CredentialFilter filter, CancellationToken cancel)
    {
        var isAddress = sought.Contains('@', StringComparison.Ordinal);
        var page = await learners.ListAsync(centre, isAddress ? null : sought, isAddress ? sought : null, filter.Cursor, LearnersAtOnce, cancel);
        var found = new List<AwardView>();
        foreach (var learner in page.Items)
            found.AddRange((await awards.ListOfLearnerAsync(centre, learner.Id, cancel)).Where(award => filter.Holds(award.Document)));
        return new([.. found.OrderByDescending(award => award.Document.AwardedOn).ThenByDescending(award => award.Document.Id)], page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }
}
