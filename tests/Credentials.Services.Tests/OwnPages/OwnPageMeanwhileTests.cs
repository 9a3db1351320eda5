using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.OwnPages;
using Credentials.EvidenceStore.Sharing;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Learners;

namespace Credentials.Services.Tests.OwnPages;

/// <summary>What learners ask for and see while something else happens.</summary>
public sealed class OwnPageMeanwhileTests : IAsyncLifetime
{
    private IssuerApp _app = null!;
    private HttpClient _staff = null!;
    private AwardDocument _award = null!;

    private LearnerRequests Requests => _app.Get<LearnerRequests>();

    private IEvidenceStorage Storage => _app.Get<IEvidenceStorage>();

    public async Task InitializeAsync()
    {
        _app = await IssuerApp.StartAsync(services: MeanwhileStorage.Install);
        _staff = await _app.WithAchievementAsync(suspendable: true);
        var id = (await _staff.AwardAsync(new { givenName = "Noor", familyName = "Peeters" })).GetProperty("id").GetGuid();
        _award = (await Storage.FindAwardAsync(id))!;
    }

    public async Task DisposeAsync()
    {
        _staff.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Who_takes_the_request_back_before_the_erasure_begins_is_not_erased()
    {
        var id = (await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null))).Value;
        MeanwhileStorage.Arm(Storage, nameof(IEvidenceStorage.ReplaceLearnerRequestAsync), async () => Assert.True(await Requests.TakeBackAsync(_award.Id, id)));
        Assert.Equal(ProblemCode.WrongState, (await _app.Get<ForgetOnRequest>().RunAsync("demo", id, "key")).Problem!.Code);
        Assert.Equal(LearnerState.Present, (await Storage.FindLearnerAsync(_award.LearnerId))!.State);
        Assert.Equal(LearnerRequestState.Withdrawn, (await Storage.FindLearnerRequestAsync(id))!.State);
    }

    [Fact]
    public async Task Who_gets_a_credential_elsewhere_before_the_learner_is_marked_is_not_erased_and_the_request_is_passed_on()
    {
        var id = (await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null))).Value;
        var elsewhere = await ElsewhereAsync();
        MeanwhileStorage.Arm(Storage, nameof(IEvidenceStorage.ReplaceLearnerAsync), () => JoinAsync(elsewhere));
        Assert.Equal(LearnerRequestState.Passed, (await _app.Get<ForgetOnRequest>().RunAsync("demo", id, "key")).Value.State);
        foreach (var learner in new[] { _award.LearnerId, elsewhere.LearnerId })
        {
            var left = (await Storage.FindLearnerAsync(learner))!;
            Assert.Equal((LearnerState.Present, 0), (left.State, left.SealedErasure.Length));
        }
        Assert.Equal("Noor", (await _app.Get<ConsultAwards>().FindAsync("demo", _award.Id)).Value.Request!.Learner.GivenName);
        // What is the authority's to decide is erased all the same.
        Assert.True((await _app.Get<EraseLearners>().RunAsync(_award.LearnerId, revokes: false, "asked for", "authority")).IsSuccess);
        Assert.Equal(LearnerState.Erased, (await Storage.FindLearnerAsync(elsewhere.LearnerId))!.State);
    }

    [Fact]
    public async Task A_crash_between_the_mark_and_the_second_look_erases_nobody_whom_others_know()
    {
        var id = (await Requests.AskAsync(_award, LearnerRequestKind.Erasure, new(null, null))).Value;
        var elsewhere = await ElsewhereAsync();
        MeanwhileStorage.Arm(Storage, nameof(IEvidenceStorage.ReplaceLearnerAsync), async () =>
        {
            await JoinAsync(elsewhere);
            // The process dies at the first thing that it asks for after the mark.
            MeanwhileStorage.Arm(Storage, nameof(IEvidenceStorage.ListRecordsAsync), () => throw new StorageException("gone"));
        });
        await Assert.ThrowsAnyAsync<Exception>(() => _app.Get<ForgetOnRequest>().RunAsync("demo", id, "key"));
        Assert.Equal(LearnerState.Erasing, (await Storage.FindLearnerAsync(_award.LearnerId))!.State);
        Assert.True(await _app.Get<EraseLearners>().ResumeAsync());
        await _app.Get<ForgetOnRequest>().ResumeAsync(default);
        Assert.Equal(LearnerState.Present, (await Storage.FindLearnerAsync(_award.LearnerId))!.State);
        Assert.Equal(LearnerRequestState.Passed, (await Storage.FindLearnerRequestAsync(id))!.State);
        Assert.NotNull((await _app.Get<ConsultAwards>().FindAsync("demo", _award.Id)).Value.Request);
    }

    [Fact]
    public async Task What_a_learner_or_staff_did_is_journaled_though_the_client_went_away()
    {
        var going = new CancellationTokenSource();
        async Task GoneAsync(string operation, Func<CancellationToken, Task> act)
        {
            going.Dispose();
            going = new();
            MeanwhileStorage.Arm(Storage, operation, going.CancelAsync);
            await act(going.Token);
            Assert.True(going.IsCancellationRequested);
        }
        var ids = new List<Guid>();
        for (var request = 0; request < 2; request++)
        {
            await GoneAsync(nameof(IEvidenceStorage.AddLearnerRequestAsync), async cancel =>
                ids.Add((await Requests.AskAsync(_award, LearnerRequestKind.Correction, new("name", "x"), cancel)).Value));
        }
        await GoneAsync(nameof(IEvidenceStorage.ReplaceLearnerRequestAsync), async cancel => Assert.True(await Requests.TakeBackAsync(_award.Id, ids[0], cancel)));
        await GoneAsync(nameof(IEvidenceStorage.ReplaceLearnerRequestAsync), async cancel =>
            Assert.True((await Requests.AnswerAsync("demo", ids[1], isDone: true, null, "key", cancel)).IsSuccess));
        await GoneAsync(nameof(IEvidenceStorage.ReplaceShareAsync), async cancel =>
        {
            var share = (await _app.Get<ShareCredentials>().CreateAsync("demo", _award.Id, null, null, "key", cancel: CancellationToken.None)).Value;
            Assert.True((await _app.Get<ShareCredentials>().WithdrawAsync("demo", share.Id, "learner", cancel)).Value);
        });
        going.Dispose();
        Assert.Equal(
            ["correction-asked", "correction-asked", "request-withdrawn", "request-done", "share-created", "share-withdrawn"],
            (await _app.Get<ConsultAwards>().FindAsync("demo", _award.Id)).Value.Journal.Select(line => line.What));
    }

    [Fact]
    public async Task Openings_of_other_links_keep_nobody_waiting_who_wants_to_see_the_own_ones()
    {
        var (openings, goesOn, isOver) = (_app.Get<ShareOpenings>(), 0, false);
        // Whenever some are written, further ones have been noted: there is always something gathered.
        void Again() => MeanwhileStorage.Arm(Storage, nameof(IEvidenceStorage.AddShareOpeningsAsync), () =>
        {
            if (Volatile.Read(ref isOver))
                return Task.CompletedTask;
            Interlocked.Increment(ref goesOn);
            Again();
            openings.Note(Guid.CreateVersion7(), Guid.CreateVersion7(), 1);
            return Task.CompletedTask;
        });
        Again();
        openings.Note(_award.Id, _award.Id, 1);
        try
        {
            Assert.Equal(1, Assert.Single(await openings.ListAsync(_award.Id).WaitAsync(TimeSpan.FromSeconds(30))).Count);
            Assert.True(Volatile.Read(ref goesOn) > 0);
        }
        finally
        {
            Volatile.Write(ref isOver, true);
        }
    }

    private async Task<AwardDocument> ElsewhereAsync()
    {
        using var others = await _app.WithAchievementAsync("arts");
        var id = (await others.AwardAsync(new { givenName = "Noor", familyName = "Peeters" })).GetProperty("id").GetGuid();
        return (await Storage.FindAwardAsync(id))!;
    }

    private async Task JoinAsync(AwardDocument elsewhere)
    {
        var known = (await Storage.FindLearnerAsync(elsewhere.LearnerId))!;
        Assert.True(await Storage.ReplaceLearnerAsync(known with { Version = known.Version + 1, AliasOf = _award.LearnerId }));
    }
}
