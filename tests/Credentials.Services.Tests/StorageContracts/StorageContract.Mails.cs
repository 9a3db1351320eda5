using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task A_mail_comes_with_its_award_once_and_keeps_every_member()
    {
        var (award, mail) = await MailedAsync(mail => mail with { Kind = MailKind.Code, AboutId = Guid.NewGuid() });
        await Storage.CompleteAwardsAsync([new(award.Id, Documents.Bytes(), 1, Documents.Facts()) { Mails = [mail with { Id = Guid.CreateVersion7() }] }]);
        var claimed = Assert.Single(await ClaimMailsAsync());
        Assert.Equal(mail with { Attempts = 1, NextAt = Later, Version = 2 }, claimed);
        var sent = claimed with { State = MailState.Sent, Attempts = 3, Since = Later, NextAt = null, Fault = "smtp-451", SentAt = Documents.Now, Version = 3 };
        Assert.True(await Storage.ReplaceMailAsync(sent));
        Assert.False(await Storage.ReplaceMailAsync(sent));
        await ReopenAsync();
        Assert.Equal(sent, await Storage.FindMailAsync(mail.Id));
        Assert.Equal([sent], await Storage.ListMailsOfAwardAsync(award.Id));
        Assert.Null(await Storage.FindMailAsync(Guid.NewGuid()));
    }

    [ContractFact]
    public async Task A_mail_about_a_change_comes_with_the_change_or_not_at_all()
    {
        var award = await Documents.IssueAsync(Storage);
        var mail = MailDocument.New(MailKind.Revocation, award.Id, award.Centre, Documents.Now);
        Assert.False(await Storage.ReplaceAwardAsync(award with { Version = award.Version + 2, Status = AwardStatus.Revoked }, Later, mail));
        Assert.Empty(await Storage.ListMailsOfAwardAsync(award.Id));
        Assert.True(await Storage.ReplaceAwardAsync(award with { Version = award.Version + 1, Status = AwardStatus.Revoked }, Later, mail));
        Assert.Equal([mail], await Storage.ListMailsOfAwardAsync(award.Id));
    }

    [ContractFact]
    public async Task Nobody_else_is_given_a_claimed_mail_before_the_claim_lapses_and_those_due_longest_come_first()
    {
        var (_, late) = await MailedAsync(mail => mail with { NextAt = Documents.Now.AddMinutes(-1) });
        var (_, first) = await MailedAsync(mail => mail with { NextAt = Documents.Now.AddMinutes(-5) });
        await MailedAsync(mail => mail with { NextAt = Documents.Now.AddMinutes(1) });
        foreach (var state in (MailState[])[MailState.Sent, MailState.Dead, MailState.Refused, MailState.Ended])
            await MailedAsync(mail => mail with { State = state });
        Assert.Equal(first.Id, Assert.Single(await Storage.ClaimMailsAsync(new(Documents.Now, Later, 1))).Id);
        Assert.Equal(late.Id, Assert.Single(await ClaimMailsAsync()).Id);
        Assert.Empty(await ClaimMailsAsync());
        Assert.Equal(2, (await Storage.ClaimMailsAsync(new(Later, Later.AddDays(1), 9))).Count(mail => mail.Attempts == 2));
    }

    [ContractFact]
    public async Task Of_many_who_claim_at_once_each_mail_is_given_to_one()
    {
        for (var index = 0; index < 20; index++)
            await MailedAsync();
        var claims = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => Task.Run(() => Storage.ClaimMailsAsync(new(Documents.Now, Later, 1)))));
        var given = claims.SelectMany(claim => claim).ToList();
        Assert.Equal((20, 20), (given.Count, given.Select(mail => mail.Id).Distinct().Count()));
    }

    [ContractFact]
    public async Task Mails_are_listed_newest_first_by_centre_and_state_with_a_cursor()
    {
        var made = new List<MailDocument>();
        foreach (var state in (MailState[])[MailState.Sent, MailState.Dead, MailState.Sent, MailState.Waiting, MailState.Dead])
            made.Add((await MailedAsync(mail => mail with { State = state })).Mail);
        var other = (await MailedAsync(mail => mail with { State = MailState.Dead }, "arts")).Mail;
        async Task<List<Guid>> ReadAsync(string? centre, MailState? state)
        {
            var (ids, cursor) = (new List<Guid>(), (string?)null);
            do
            {
                var page = await Storage.ListMailsAsync(new(centre, state, cursor, 2));
                Assert.False(page.IsCursorUnknown);
                ids.AddRange(page.Items.Select(mail => mail.Id));
                cursor = page.Next;
            }
            while (cursor is not null);
            return ids;
        }
        // Ids of one millisecond are in no order of time.
        List<Guid> Expected(IEnumerable<MailDocument> mails, MailState? state) =>
            [.. mails.Where(mail => state is null || mail.State == state).Select(mail => mail.Id).OrderDescending()];
        foreach (var state in (MailState?[])[null, MailState.Dead, MailState.Sent, MailState.Waiting, MailState.Refused])
        {
            Assert.Equal(Expected(made, state), await ReadAsync("demo", state));
            Assert.Equal(Expected([.. made, other], state), await ReadAsync(null, state));
        }
        Assert.True((await Storage.ListMailsAsync(new(null, null, Guid.NewGuid().ToString("N"), 2))).IsCursorUnknown);
        Assert.True((await Storage.ListMailsAsync(new(null, null, "x", 2))).IsCursorUnknown);
    }

    [ContractFact]
    public async Task Erasing_an_award_ends_its_mails_and_none_is_added_after()
    {
        var (award, waiting) = await MailedAsync();
        var sent = MailDocument.New(MailKind.Reminder, award.Id, award.Centre, Documents.Now) with { State = MailState.Sent };
        Assert.True(await Storage.AddMailAsync(sent));
        Assert.True(await Storage.EraseRecordAsync(award.Id, [], revokes: true, Documents.Now));
        Assert.Equal(
            waiting with { State = MailState.Ended, NextAt = null, Fault = "erased", Version = 2 }, await Storage.FindMailAsync(waiting.Id));
        Assert.Equal(sent, await Storage.FindMailAsync(sent.Id));
        Assert.False(await Storage.AddMailAsync(sent with { Id = Guid.CreateVersion7() }));
        Assert.False(await Storage.AddMailAsync(MailDocument.New(MailKind.Code, Guid.NewGuid(), "demo", Documents.Now)));
        Assert.Empty(await ClaimMailsAsync());
    }

    [ContractFact]
    public async Task After_a_restore_a_person_says_whether_what_waited_is_sent()
    {
        var (_, waiting) = await MailedAsync();
        var (_, sent) = await MailedAsync(mail => mail with { State = MailState.Sent });
        await Storage.MakeReadyAfterRestoreAsync("restored");
        Assert.Equal(
            waiting with { State = MailState.Dead, NextAt = null, Fault = "restored", Version = 2 }, await Storage.FindMailAsync(waiting.Id));
        Assert.Equal(sent, await Storage.FindMailAsync(sent.Id));
    }

    private Task<IReadOnlyList<MailDocument>> ClaimMailsAsync() => Storage.ClaimMailsAsync(new(Documents.Now, Later, 9));

    private async Task<(AwardDocument Award, MailDocument Mail)> MailedAsync(Func<MailDocument, MailDocument>? change = null, string centre = "demo")
    {
        var learner = Documents.Learner();
        var reservation = Documents.Reservation(Documents.Award(learner.Id, centre), learner);
        var mail = MailDocument.New(MailKind.Award, reservation.Award.Id, centre, Documents.Now);
        mail = change?.Invoke(mail) ?? mail;
        Assert.IsType<ReservationOutcome.Reserved>(Assert.Single(await Storage.ReserveAwardsAsync([reservation])));
        return (await Documents.CompleteAsync(Storage, new(mail.AwardId, Documents.Bytes(), 1, Documents.Facts(centre)) { Mails = [mail] }), mail);
    }
}
