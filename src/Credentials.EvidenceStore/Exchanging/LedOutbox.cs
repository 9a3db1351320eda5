using System.Runtime.CompilerServices;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;
using Microsoft.Extensions.Options;

namespace Credentials.EvidenceStore.Exchanging;

/// <summary>
/// What people see of LED's outbox, and do with it. The centre is part of every question, so that "not yours" and "not there" look the same; it is null
/// for authorities.
/// </summary>
internal sealed class LedOutbox(IEvidenceStorage storage, LedKeys keys, TimeProvider time, IOptions<LedOptions> options)
{
    private const int PageOfExport = 200;

    public DateOnly Today => BrusselsTime.DayOf(time.GetUtcNow());

    public async Task<Page<LedEntryView>> ListAsync(LedEntryQuery query, CancellationToken cancel = default) =>
        await OpenAsync(await storage.ListLedEntriesAsync(query, cancel), cancel);

    /// <summary>What is not registered though its deadline is near or over, and what cannot be, because the learner has no national number.</summary>
    public async Task<Page<LedEntryView>> ListDeadlinesAsync(string? centre, string? cursor, int limit, CancellationToken cancel = default) =>
        await OpenAsync(await storage.ListLedDeadlinesAsync(new(centre, LedDeadlines.NearOn(Today, options.Value), cursor, limit), cancel), cancel);

    /// <summary>Durable. Lets what was left to a person wait for an attempt again; what waits already is left as it is.</summary>
    public Task<Result<LedEntryView>> RetryAsync(string? centre, Guid record, CancellationToken cancel = default) =>
        ChangeAsync(centre, record, entry => entry.State switch
        {
            LedEntryState.Waiting => entry,
            LedEntryState.Refused or LedEntryState.Dead => entry with { State = LedEntryState.Waiting, Attempts = 0, NextAt = time.GetUtcNow() },
            LedEntryState.NoNumber => Conflict("The learner has no national number, by which alone LED registers."),
            var state => Conflict($"This registration is {LedStateWords.Of(state)}; what is refused or dead can be tried again."),
        }, cancel);

    /// <summary>Durable. Notes that a person has cancelled the proof in LED; doing it again changes nothing.</summary>
    public Task<Result<LedEntryView>> MarkCancelledAsync(string? centre, Guid record, CancellationToken cancel = default) =>
        ChangeAsync(centre, record, entry => entry.State switch
        {
            LedEntryState.Cancelled => entry,
            LedEntryState.ToCancel => entry with { State = LedEntryState.Cancelled },
            var state => Conflict($"This registration is {LedStateWords.Of(state)}; what is to be cancelled is on the list of cancellations."),
        }, cancel);

    /// <summary>What is to be cancelled in LED, newest awards first, with why.</summary>
    public async IAsyncEnumerable<LedCancellation> ListCancellationsAsync(string? centre, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        string? cursor = null;
        do
        {
            var page = await storage.ListLedEntriesAsync(new(centre, LedEntryState.ToCancel, cursor, PageOfExport), cancel);
            foreach (var entry in page.Items)
                yield return await WithReasonAsync(entry, cancel);
            cursor = page.Next;
        }
        while (cursor is not null);
    }

    private static Problem Conflict(string detail) => new(ProblemCode.WrongState, detail);

    private async Task<Result<LedEntryView>> ChangeAsync(
        string? centre, Guid record, Func<LedEntryDocument, Result<LedEntryDocument>> change, CancellationToken cancel)
    {
        while (true)
        {
            if (await storage.FindLedEntryAsync(record, cancel) is not { } entry || (centre is not null && entry.Centre != centre))
                return new Problem(ProblemCode.NotFound, "There is no such registration.");
            if (!change(entry).TryGet(out var changed, out var problem))
                return problem;
            if (ReferenceEquals(changed, entry))
                return await OpenAsync(entry, cancel);
            var next = changed with { Version = entry.Version + 1 };
            if (await storage.ReplaceLedEntryAsync(next, cancel))
                return await OpenAsync(next, cancel);
        }
    }

    private async Task<Page<LedEntryView>> OpenAsync(Page<LedEntryDocument> page, CancellationToken cancel)
    {
        var views = new List<LedEntryView>(page.Items.Count);
        foreach (var entry in page.Items)
            views.Add(await OpenAsync(entry, cancel));
        return new(views, page.Next) { IsCursorUnknown = page.IsCursorUnknown };
    }

    private async Task<LedEntryView> OpenAsync(LedEntryDocument entry, CancellationToken cancel)
    {
        if (entry.SealedDiagnosis.IsEmpty || await FindAsync(entry, cancel) is not var (_, key))
            return new(entry, null);
        return new(entry, System.Text.Encoding.UTF8.GetString(key.OpenDiagnosis(entry.RecordId, entry.SealedDiagnosis.Span)));
    }

    private async Task<LedCancellation> WithReasonAsync(LedEntryDocument entry, CancellationToken cancel)
    {
        if (await FindAsync(entry, cancel) is not var (award, key) || award.SealedJournal.IsEmpty)
            return new(entry, null, null);
        var revoked = StoredJournal.Read(key.OpenJournal(award.Id, award.SealedJournal.Span)).LastOrDefault(happened => happened.What == "revoked");
        return new(entry, revoked?.At, revoked?.Reason);
    }

    /// <summary>The award with its learner's key; null where the learner is erased.</summary>
    private async Task<(AwardDocument Award, LearnerKey Key)?> FindAsync(LedEntryDocument entry, CancellationToken cancel) =>
        await storage.FindAwardAsync(entry.RecordId, cancel) is { } award && await keys.FindAsync(award.LearnerId, cancel) is { } key ? (award, key) : null;
}

/// <summary>A proof to cancel in LED: by its supplier and reference, because LED's acknowledgement gives no reference of its own.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="RevokedAt">When the award was revoked; null where the learner is erased.</param>
/// <param name="Reason">Why; null where nothing was said, or the learner is erased.</param>
internal sealed record LedCancellation(LedEntryDocument Entry, DateTimeOffset? RevokedAt, string? Reason);
