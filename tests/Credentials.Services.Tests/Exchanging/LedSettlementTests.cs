using Credentials.EvidenceStore.Exchanging;
using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.Exchanging;

public class LedSettlementTests
{
    private static readonly DateTimeOffset Now = new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly LedOptions Options = new() { MostAttempts = 3, FirstDelay = TimeSpan.FromSeconds(30), LongestDelay = TimeSpan.FromHours(6) };

    /// <summary>As its first attempt claimed it.</summary>
    private static readonly LedEntryDocument Claimed = new()
    {
        RecordId = Guid.CreateVersion7(),
        Centre = "demo",
        State = LedEntryState.Waiting,
        Attempts = 1,
        Doubts = 1,
        NextAt = Now.AddMinutes(1),
        Deadline = new(2026, 8, 30),
        Supplier = "Source",
        Version = 2,
    };

    [Fact]
    public void An_acknowledged_entry_is_sent_and_has_no_fault_left()
    {
        var next = After(Claimed with { Fault = "time-out" }, LedOutcomeKind.Accepted)!;

        Assert.Equal((LedEntryState.Sent, 0, Now, null, null, 3L), (next.State, next.Doubts, next.SentAt, next.NextAt, next.Fault, next.Version));
    }

    [Fact]
    public void A_refused_entry_is_left_to_a_person_and_LED_certainly_does_not_have_it()
    {
        var next = After(Claimed, LedOutcomeKind.Refused)!;

        Assert.Equal((LedEntryState.Refused, 0, "fault", null), (next.State, next.Doubts, next.Fault, next.NextAt));
        Assert.Equal(1, After(Claimed with { Doubts = 2 }, LedOutcomeKind.Refused)!.Doubts);
    }

    [Theory]
    [InlineData("Unclear", 1)]
    [InlineData("Unreached", 0)]
    public void A_failed_attempt_waits_and_the_last_one_is_dead(string kind, int doubts)
    {
        var next = After(Claimed, Enum.Parse<LedOutcomeKind>(kind))!;
        Assert.Equal((LedEntryState.Waiting, doubts, Now.AddSeconds(30)), (next.State, next.Doubts, next.NextAt));

        var last = After(Claimed with { Attempts = 3 }, Enum.Parse<LedOutcomeKind>(kind))!;
        Assert.Equal((LedEntryState.Dead, doubts, null, "fault"), (last.State, last.Doubts, last.NextAt, last.Fault));
    }

    [Theory]
    [InlineData("Refused", 1, null)]
    [InlineData("Unreached", 1, null)]
    [InlineData("Refused", 2, LedEntryState.ToCancel)]
    [InlineData("Unclear", 1, LedEntryState.ToCancel)]
    [InlineData("Accepted", 1, LedEntryState.ToCancel)]
    public void What_was_revoked_meanwhile_is_to_be_cancelled_unless_LED_certainly_does_not_have_it(string kind, int doubts, LedEntryState? expected)
    {
        var revoked = (Claimed with { Doubts = doubts }).AfterRevocation()!;

        Assert.Equal(expected, After(revoked, Enum.Parse<LedOutcomeKind>(kind))?.State);
    }

    [Fact]
    public void An_acknowledgement_after_a_person_cancelled_it_makes_it_to_be_cancelled_again() => Assert.Equal(
        LedEntryState.ToCancel, After(Claimed with { State = LedEntryState.Cancelled, Version = 4 }, LedOutcomeKind.Accepted)!.State);

    [Fact]
    public void A_claim_that_lapsed_and_was_taken_over_leaves_the_next_attempt_to_the_one_who_has_it()
    {
        var takenOver = Claimed with { Attempts = 2, Doubts = 2, NextAt = Now.AddMinutes(9), Version = 3 };

        var next = After(takenOver, LedOutcomeKind.Refused)!;
        Assert.Equal((LedEntryState.Waiting, 1, takenOver.NextAt, 4L), (next.State, next.Doubts, next.NextAt, next.Version));
        Assert.Equal(LedEntryState.Sent, After(takenOver, LedOutcomeKind.Accepted)!.State);
        Assert.Equal(LedEntryState.Sent, After(takenOver with { State = LedEntryState.Sent }, LedOutcomeKind.Refused)!.State);
    }

    [Theory]
    [InlineData(1, 1.0, 30)]
    [InlineData(1, 0.0, 15)]
    [InlineData(2, 1.0, 60)]
    [InlineData(5, 0.5, 360)]
    [InlineData(11, 1.0, 21_600)]
    [InlineData(1_000, 1.0, 21_600)]
    public void Waits_double_up_to_the_longest_and_spread(int attempts, double jitter, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LedSettlement.DelayAfter(attempts, Options, jitter, null));

    [Theory]
    [InlineData(5, 30)]
    [InlineData(300, 300)]
    [InlineData(1_000_000, 21_600)]
    public void LED_may_ask_for_a_longer_wait_within_the_longest(int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), LedSettlement.DelayAfter(1, Options, 1, TimeSpan.FromSeconds(asked)));

    private static LedEntryDocument? After(LedEntryDocument current, LedOutcomeKind kind) => LedSettlement.After(
        current, current.Version == 2 ? current : Claimed, new LedOutcome(kind, kind == LedOutcomeKind.Accepted ? null : "fault"), default, Now, Options, 1);
}
