using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    private static readonly DateTimeOffset Later = Documents.Now.AddMinutes(2);

    [ContractFact]
    public async Task An_entry_of_LEDs_outbox_comes_with_its_award_and_keeps_every_member()
    {
        var entry = await EntryAsync();
        var claimed = Assert.Single(await ClaimAsync());
        Assert.Equal(
            entry with { Attempts = 1, Doubts = 1, NextAt = Later, Supplier = "Source", Version = 2, SealedDiagnosis = claimed.SealedDiagnosis }, claimed);
        var said = Documents.Bytes();
        var sent = claimed with
        {
            State = LedEntryState.Sent,
            Attempts = 7,
            Doubts = 3,
            NextAt = null,
            Fault = "LED 1",
            SealedDiagnosis = said,
            SentAt = Documents.Now,
            Version = 3,
        };
        Assert.True(await Storage.ReplaceLedEntryAsync(sent));
        await ReopenAsync();
        var found = await Storage.FindLedEntryAsync(entry.RecordId);
        Assert.Equal(said, found!.SealedDiagnosis.ToArray());
        Assert.Equal(sent, found with { SealedDiagnosis = sent.SealedDiagnosis });
        Assert.Null(await Storage.FindLedEntryAsync(Guid.NewGuid()));
    }

    [ContractFact]
    public async Task A_repeated_completion_adds_no_second_entry_and_one_without_an_entry_none()
    {
        var entry = await EntryAsync();
        Assert.True(await Storage.ReplaceLedEntryAsync(entry with { State = LedEntryState.Sent, Version = 2 }));
        await Storage.CompleteAwardsAsync([new(entry.RecordId, Documents.Bytes(), 1, Documents.Facts()) { LedEntry = entry }]);
        Assert.Equal(LedEntryState.Sent, (await Storage.FindLedEntryAsync(entry.RecordId))!.State);
        var other = await Documents.IssueAsync(Storage);
        Assert.Null(await Storage.FindLedEntryAsync(other.Id));
    }

    [ContractFact]
    public async Task Nobody_else_is_given_a_claimed_entry_before_the_claim_lapses()
    {
        var entry = await EntryAsync();
        Assert.Empty(await Storage.ClaimLedEntriesAsync(new(Documents.Now.AddMilliseconds(-1), Later, "Source", 9)));
        Assert.Single(await ClaimAsync());
        Assert.Empty(await ClaimAsync());
        Assert.Empty(await Storage.ClaimLedEntriesAsync(new(Later.AddMilliseconds(-1), Later.AddDays(1), "Source", 9)));
        var again = Assert.Single(await Storage.ClaimLedEntriesAsync(new(Later, Later.AddDays(1), "Another", 9)));
        Assert.Equal((entry.RecordId, 2, 2, 3L, "Source"), (again.RecordId, again.Attempts, again.Doubts, again.Version, again.Supplier));
    }

    [ContractFact]
    public async Task Those_due_longest_are_claimed_first_and_only_what_waits()
    {
        var late = await EntryAsync(entry => entry with { NextAt = Documents.Now.AddMinutes(-1) });
        var first = await EntryAsync(entry => entry with { NextAt = Documents.Now.AddMinutes(-5) });
        await EntryAsync(entry => entry with { State = LedEntryState.NoNumber, NextAt = null });
        await EntryAsync(entry => entry with { State = LedEntryState.Dead });
        Assert.Equal(first.RecordId, Assert.Single(await Storage.ClaimLedEntriesAsync(new(Documents.Now, Later, "Source", 1))).RecordId);
        Assert.Equal(late.RecordId, Assert.Single(await ClaimAsync()).RecordId);
    }

    [ContractFact]
    public async Task Of_many_who_claim_at_once_each_entry_is_given_to_one()
    {
        for (var index = 0; index < 40; index++)
            await EntryAsync();
        var claims = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Task.Run(() => Storage.ClaimLedEntriesAsync(new(Documents.Now, Later, "Source", 1)))));
        var given = claims.SelectMany(claim => claim).ToList();
        Assert.Equal((40, 40), (given.Count, given.Select(entry => entry.RecordId).Distinct().Count()));
    }

    [ContractFact]
    public async Task An_entry_changes_and_goes_by_compare_and_set()
    {
        var entry = await EntryAsync();
        Assert.False(await Storage.ReplaceLedEntryAsync(entry with { Version = 3 }));
        Assert.True(await Storage.ReplaceLedEntryAsync(entry with { Version = 2, State = LedEntryState.Refused }));
        Assert.False(await Storage.ReplaceLedEntryAsync(entry with { Version = 2, State = LedEntryState.Sent }));
        Assert.False(await Storage.RemoveLedEntryAsync(entry.RecordId, 1));
        Assert.True(await Storage.RemoveLedEntryAsync(entry.RecordId, 2));
        Assert.False(await Storage.RemoveLedEntryAsync(entry.RecordId, 2));
        Assert.Null(await Storage.FindLedEntryAsync(entry.RecordId));
    }

    [ContractFact]
    public async Task Revoking_leaves_to_cancel_what_LED_may_have_and_nothing_of_the_rest()
    {
        async Task<LedEntryState?> AfterAsync(LedEntryState state, int doubts)
        {
            var entry = await EntryAsync(entry => entry with { State = state, Doubts = doubts });
            var award = (await Storage.FindAwardAsync(entry.RecordId))!;
            var suspended = award with { Version = award.Version + 1, Status = AwardStatus.Suspended };
            Assert.True(await Storage.ReplaceAwardAsync(suspended, Later));
            Assert.Equal(state, (await Storage.FindLedEntryAsync(entry.RecordId))!.State);
            Assert.True(await Storage.ReplaceAwardAsync(suspended with { Version = suspended.Version + 1, Status = AwardStatus.Revoked }, Later));
            return (await Storage.FindLedEntryAsync(entry.RecordId))?.State;
        }
        Assert.Null(await AfterAsync(LedEntryState.Waiting, 0));
        Assert.Null(await AfterAsync(LedEntryState.NoNumber, 0));
        Assert.Null(await AfterAsync(LedEntryState.Refused, 0));
        Assert.Null(await AfterAsync(LedEntryState.Dead, 0));
        Assert.Equal(LedEntryState.ToCancel, await AfterAsync(LedEntryState.Waiting, 1));
        Assert.Equal(LedEntryState.ToCancel, await AfterAsync(LedEntryState.Refused, 2));
        Assert.Equal(LedEntryState.ToCancel, await AfterAsync(LedEntryState.Dead, 1));
        Assert.Equal(LedEntryState.ToCancel, await AfterAsync(LedEntryState.Sent, 0));
    }

    [ContractFact]
    public async Task Entries_are_listed_newest_first_by_centre_and_state_with_a_cursor()
    {
        var made = new List<LedEntryDocument>();
        foreach (var state in (LedEntryState[])[LedEntryState.Sent, LedEntryState.Dead, LedEntryState.Sent, LedEntryState.Waiting, LedEntryState.Dead])
            made.Add(await EntryAsync(entry => entry with { State = state }));
        var other = await EntryAsync(entry => entry with { State = LedEntryState.Dead }, "arts");
        async Task<List<Guid>> ReadAsync(string? centre, LedEntryState? state)
        {
            var (ids, cursor) = (new List<Guid>(), (string?)null);
            do
            {
                var page = await Storage.ListLedEntriesAsync(new(centre, state, cursor, 2));
                Assert.False(page.IsCursorUnknown);
                ids.AddRange(page.Items.Select(entry => entry.RecordId));
                cursor = page.Next;
            }
            while (cursor is not null);
            return ids;
        }
        // Ids of one millisecond are in no order of time.
        List<Guid> Expected(IEnumerable<LedEntryDocument> entries, LedEntryState? state) =>
            [.. entries.Where(entry => state is null || entry.State == state).Select(entry => entry.RecordId).OrderDescending()];
        foreach (var state in (LedEntryState?[])[null, LedEntryState.Dead, LedEntryState.Sent, LedEntryState.Waiting, LedEntryState.Refused])
        {
            Assert.Equal(Expected(made, state), await ReadAsync("demo", state));
            Assert.Equal(Expected([.. made, other], state), await ReadAsync(null, state));
        }
        Assert.Empty(await ReadAsync("none", null));
        Assert.True((await Storage.ListLedEntriesAsync(new(null, null, Guid.NewGuid().ToString("N"), 2))).IsCursorUnknown);
        Assert.True((await Storage.ListLedEntriesAsync(new(null, null, "x", 2))).IsCursorUnknown);
    }

    [ContractFact]
    public async Task Deadlines_list_what_is_not_registered_the_nearest_first_and_every_learner_without_number()
    {
        var day = new DateOnly(2026, 8, 14);
        var far = await EntryAsync(entry => entry with { State = LedEntryState.NoNumber, Deadline = day.AddDays(40) });
        var near = await EntryAsync(entry => entry with { Deadline = day });
        await EntryAsync(entry => entry with { Deadline = day.AddDays(1) });
        var over = await EntryAsync(entry => entry with { State = LedEntryState.Dead, Deadline = day.AddDays(-50) });
        var same = await EntryAsync(entry => entry with { State = LedEntryState.Refused, Deadline = day });
        var other = await EntryAsync(entry => entry with { Deadline = day }, "arts");
        foreach (var done in (LedEntryState[])[LedEntryState.Sent, LedEntryState.ToCancel, LedEntryState.Cancelled])
            await EntryAsync(entry => entry with { State = done, Deadline = day });

        (near, same) = near.RecordId < same.RecordId ? (near, same) : (same, near);
        var first = await Storage.ListLedDeadlinesAsync(new("demo", day, null, 2));
        Assert.Equal([over.RecordId, near.RecordId], first.Items.Select(entry => entry.RecordId));
        var rest = await Storage.ListLedDeadlinesAsync(new("demo", day, first.Next, 2));
        Assert.Equal([same.RecordId, far.RecordId], rest.Items.Select(entry => entry.RecordId));
        Assert.Null(rest.Next);
        Assert.Equal(5, (await Storage.ListLedDeadlinesAsync(new(null, day, null, 9))).Items.Count);
        Assert.Equal([other.RecordId], (await Storage.ListLedDeadlinesAsync(new("arts", day, null, 9))).Items.Select(entry => entry.RecordId));
        foreach (var foreign in (string[])["x", "20260814", $"20260814{Guid.NewGuid():N}", near.RecordId.ToString("N")])
            Assert.True((await Storage.ListLedDeadlinesAsync(new(null, day, foreign, 9))).IsCursorUnknown, foreign);

        var counts = await Storage.CountLedEntriesAsync(day.AddDays(-1), day);
        Assert.Equal((4L, 1L), (counts.Near, counts.Over));
        Assert.Equal((3L, 1L, false), (counts.ByState[LedEntryState.Waiting], counts.ByState[LedEntryState.Dead], counts.ByState.ContainsKey(LedEntryState.Sent)));
    }

    private Task<IReadOnlyList<LedEntryDocument>> ClaimAsync() => Storage.ClaimLedEntriesAsync(new(Documents.Now, Later, "Source", 9));

    private async Task<LedEntryDocument> EntryAsync(Func<LedEntryDocument, LedEntryDocument>? change = null, string centre = "demo")
    {
        var learner = Documents.Learner();
        var reservation = Documents.Reservation(Documents.Award(learner.Id, centre), learner);
        var entry = new LedEntryDocument
        {
            RecordId = reservation.Award.Id,
            Centre = centre,
            State = LedEntryState.Waiting,
            NextAt = Documents.Now,
            Deadline = reservation.Award.AwardedOn.AddMonths(2),
            Version = 1,
        };
        entry = change?.Invoke(entry) ?? entry;
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([reservation])));
        await Storage.CompleteAwardsAsync([new(entry.RecordId, Documents.Bytes(), 1, Documents.Facts(centre)) { LedEntry = entry }]);
        return entry;
    }
}
