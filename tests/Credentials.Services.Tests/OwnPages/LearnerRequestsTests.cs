using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.EvidenceStore;

namespace Credentials.Services.Tests.OwnPages;

public sealed class LearnerRequestsTests : IAsyncLifetime
{
    private Store _store = null!;
    private AwardDocument _award = null!;

    private LearnerRequests Requests => _store.Get<LearnerRequests>();

    public async Task InitializeAsync()
    {
        _store = await Store.OpenAsync(("Mail:Folder", Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))));
        var request = Store.Request("Noor", "Peeters");
        _award = (await _store.AwardAsync(request with { Learner = request.Learner with { Email = "noor@example.org" } })).Document;
    }

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_request_is_answered_once_and_a_mail_tells_the_learner()
    {
        var id = await AskAsync();
        Assert.Equal(ProblemCode.NotFound, (await Requests.AnswerAsync("arts", id, true, null, "key")).Problem!.Code);
        Assert.True((await Requests.AnswerAsync(Store.Centre, id, false, "Dat klopt zo.", "key")).IsSuccess);
        Assert.Equal(ProblemCode.WrongState, (await Requests.AnswerAsync(Store.Centre, id, true, null, "key")).Problem!.Code);
        var listed = Assert.Single(await Requests.ListOfAwardAsync(_award));
        Assert.Equal((LearnerRequestState.Refused, "Dat klopt zo.", "Nora", "key"), (listed.Document.State, listed.Answer, listed.Wish!.Text, listed.Document.ClosedBy));
        Assert.Equal(id, Assert.Single((await _store.Storage.ListMailsOfAwardAsync(_award.Id)), mail => mail.Kind == MailKind.Answer).AboutId);
        var journal = (await _store.Consult.FindAsync(Store.Centre, _award.Id)).Value.Journal;
        Assert.Equal(["correction-asked", "request-refused"], journal.Select(line => line.What));
        Assert.False(await Requests.TakeBackAsync(_award.Id, id));
    }

    [Fact]
    public async Task A_request_that_waits_can_be_taken_back_by_its_own_learner()
    {
        var id = await AskAsync();
        Assert.False(await Requests.TakeBackAsync(Guid.NewGuid(), id));
        Assert.True(await Requests.TakeBackAsync(_award.Id, id));
        Assert.Equal(ProblemCode.WrongState, (await Requests.AnswerAsync(Store.Centre, id, true, null, "key")).Problem!.Code);
    }

    [Fact]
    public async Task Few_wait_at_once_and_of_those_to_be_forgotten_one()
    {
        Assert.True((await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null))).IsSuccess);
        Assert.Equal(ProblemCode.TooManyRequests, (await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null))).Problem!.Code);
        for (var more = 0; more < 4; more++)
            await AskAsync();
        Assert.Equal(ProblemCode.TooManyRequests, (await Requests.AskAsync(_award, LearnerRequestKind.Correction, new("name", "x"))).Problem!.Code);
    }

    [Fact]
    public async Task A_centre_forgets_whom_nobody_else_knows()
    {
        await AskAsync();
        var id = (await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null, Revokes: true))).Value;
        Assert.Equal(ProblemCode.WrongState, (await Requests.AnswerAsync(Store.Centre, id, isDone: true, null, "key")).Problem!.Code);
        Assert.Equal(ProblemCode.NotFound, (await _store.Get<ForgetOnRequest>().RunAsync("arts", id, "key")).Problem!.Code);
        Assert.Equal(LearnerRequestState.Done, (await _store.Get<ForgetOnRequest>().RunAsync(Store.Centre, id, "key")).Value.State);
        var award = (await _store.Storage.FindAwardAsync(_award.Id))!;
        Assert.Equal((AwardStatus.Revoked, 0), (award.Status, award.SealedRequest.Length));
        Assert.All(await _store.Storage.ListLearnerRequestsOfAwardAsync(_award.Id), request => Assert.Equal(0, request.SealedContent.Length));
        Assert.Equal(LearnerState.Erased, (await _store.Storage.FindLearnerAsync(_award.LearnerId))!.State);
        Assert.Empty((await Requests.ListAsync(new(Store.Centre, 10) { States = [LearnerRequestState.Open] })).Items);
    }

    [Fact]
    public async Task Whom_another_centre_knows_too_is_left_to_an_authority()
    {
        var elsewhere = (await _store.AwardAsync(Store.Request("Noor", "Peeters"), "arts")).Document;
        // Somebody has found that the two are one person.
        var known = (await _store.Storage.FindLearnerAsync(elsewhere.LearnerId))!;
        Assert.True(await _store.Storage.ReplaceLearnerAsync(known with { Version = known.Version + 1, AliasOf = _award.LearnerId }));
        var id = (await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null))).Value;
        Assert.False(await _store.Get<ForgetOnRequest>().IsOwnAloneAsync(Store.Centre, _award.LearnerId));
        Assert.Equal(ProblemCode.WrongState, (await _store.Get<ForgetOnRequest>().RunAsync(Store.Centre, id, "key")).Problem!.Code);
        Assert.Equal(LearnerRequestState.Passed, (await _store.Get<ForgetOnRequest>().PassAsync(Store.Centre, id, "key")).Value.State);
        Assert.Equal(LearnerState.Present, (await _store.Storage.FindLearnerAsync(_award.LearnerId))!.State);
        // It is out of the centre's hands, and in the learner's still.
        Assert.Equal(ProblemCode.WrongState, (await Requests.AnswerAsync(Store.Centre, id, false, "nee", "key")).Problem!.Code);
        Assert.True((await _store.Get<EraseLearners>().RunAsync(_award.LearnerId, revokes: false, "asked for", "authority")).IsSuccess);
        Assert.Equal(LearnerRequestState.Done, (await _store.Storage.FindLearnerRequestAsync(id))!.State);
    }

    [Fact]
    public async Task What_is_the_centres_own_to_decide_is_not_passed_on()
    {
        var id = (await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null))).Value;
        Assert.Equal(ProblemCode.WrongState, (await _store.Get<ForgetOnRequest>().PassAsync(Store.Centre, id, "key")).Problem!.Code);
        Assert.Equal(LearnerRequestState.Open, (await _store.Storage.FindLearnerRequestAsync(id))!.State);
    }

    [Fact]
    public async Task An_erasure_that_a_crash_interrupted_after_it_was_decided_is_finished()
    {
        var id = (await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null, Revokes: true))).Value;
        Assert.True(await Requests.ClaimAsync((await _store.Storage.FindLearnerRequestAsync(id))!, "key"));
        Assert.False(await Requests.TakeBackAsync(_award.Id, id));
        Assert.Equal(ProblemCode.WrongState, (await Requests.AnswerAsync(Store.Centre, id, false, "nee", "key")).Problem!.Code);
        await _store.RestartAsync();
        await _store.Get<ForgetOnRequest>().ResumeAsync(default);
        var done = (await _store.Storage.FindLearnerRequestAsync(id))!;
        Assert.Equal((LearnerRequestState.Done, "key"), (done.State, done.ClosedBy));
        Assert.Equal(LearnerState.Erased, (await _store.Storage.FindLearnerAsync(_award.LearnerId))!.State);
        Assert.Equal(AwardStatus.Revoked, (await _store.Storage.FindAwardAsync(_award.Id))!.Status);
    }

    [Fact]
    public async Task Links_that_are_open_are_seen_and_ended_behind_any_number_of_newer_ones_that_have_ended()
    {
        var shares = _store.Shares;
        var old = (await shares.CreateAsync(Store.Centre, _award.Id, null, null, "key")).Value;
        for (var ended = 0; ended < ListShares.Most; ended++)
        {
            _store.Time.Move(TimeSpan.FromSeconds(1));
            await _store.Storage.AddShareAsync(new(Guid.CreateVersion7(_store.Time.GetUtcNow()), _award.Id, 2, default, null, true, _store.Time.GetUtcNow()));
        }
        var listed = await _store.Get<ListShares>().RunAsync((await _store.Storage.FindAwardAsync(_award.Id))!);
        Assert.Equal((old.Id, old.Token), (listed[1].Share!.Id, listed[1].Token));
        var other = (await _store.AwardAsync(Store.Request("Els", "Claes"))).Document;
        Assert.Equal(ProblemCode.NotFound, (await shares.WithdrawOfAsync(other, old.Id, "learner")).Problem!.Code);
        Assert.Equal(ProblemCode.NotFound, (await shares.WithdrawOfAsync(other, other.Id, "learner")).Problem!.Code);
        Assert.True((await shares.WithdrawOfAsync(_award, old.Id, "learner")).Value);
        Assert.True((await _store.Storage.FindShareAsync(old.Id))!.IsWithdrawn);
    }

    private async Task<Guid> AskAsync() => (await Requests.AskAsync(_award, LearnerRequestKind.Correction, new("name", "Nora"))).Value;
}
