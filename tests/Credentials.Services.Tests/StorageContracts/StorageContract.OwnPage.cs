using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task Shares_of_an_award_are_listed_newest_first_with_what_they_show()
    {
        var award = await Documents.IssueAsync(Storage);
        var shares = Enumerable.Range(0, 3).Select(index => new ShareDocument(
            Guid.CreateVersion7(Documents.Now.AddMinutes(index)), award.Id, 1, default, null, false, Documents.Now.AddMinutes(index))
        {
            Shows = index == 1 ? ShareExtent.Summary : ShareExtent.Everything,
        }).ToList();
        foreach (var share in shares)
            await Storage.AddShareAsync(share);
        await Storage.AddShareAsync(shares[0] with { Id = Guid.CreateVersion7(), AwardId = Guid.NewGuid() });
        await ReopenAsync();
        var listed = await Storage.ListSharesAsync(award.Id, Documents.Now, 10);
        Assert.Equal([shares[2].Id, shares[1].Id, shares[0].Id], listed.Select(share => share.Id));
        Assert.Equal([ShareExtent.Everything, ShareExtent.Summary, ShareExtent.Everything], listed.Select(share => share.Shows));
        Assert.Equal(shares[2].Id, Assert.Single(await Storage.ListSharesAsync(award.Id, Documents.Now, 1)).Id);
        Assert.Equal(ShareExtent.Summary, (await Storage.FindShareAsync(shares[1].Id))!.Shows);
    }

    [ContractFact]
    public async Task Shares_that_are_open_are_listed_before_those_that_have_ended_however_many_these_are()
    {
        var award = await Documents.IssueAsync(Storage);
        ShareDocument Made(int minute) => new(Guid.CreateVersion7(Documents.Now.AddMinutes(minute)), award.Id, 1, default, null, false, Documents.Now.AddMinutes(minute));
        var (first, second) = (Made(0), Made(1) with { Expires = Documents.Now.AddDays(1) });
        var (withdrawn, expired) = (Made(2) with { IsWithdrawn = true }, Made(3) with { Expires = Documents.Now.AddHours(1) });
        foreach (var share in new[] { first, second, withdrawn, expired })
            Assert.True(await Storage.AddShareAsync(share));
        var listed = await Storage.ListSharesAsync(award.Id, Documents.Now.AddHours(1), 10);
        Assert.Equal([second.Id, first.Id, expired.Id, withdrawn.Id], listed.Select(share => share.Id));
        Assert.Equal([second.Id, first.Id], (await Storage.ListSharesAsync(award.Id, Documents.Now.AddHours(1), 2)).Select(share => share.Id));
    }

    [ContractFact]
    public async Task No_more_shares_are_open_than_may_be_also_when_many_are_made_at_once()
    {
        var award = await Documents.IssueAsync(Storage);
        ShareDocument Made() => new(Guid.CreateVersion7(), award.Id, 1, default, null, false, Documents.Now);
        Assert.True(await Storage.AddShareAsync(Made() with { IsWithdrawn = true }, mostOpen: 3));
        Assert.True(await Storage.AddShareAsync(Made() with { Expires = Documents.Now }, mostOpen: 3));
        var added = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => Storage.AddShareAsync(Made(), mostOpen: 3))));
        Assert.Equal(3, added.Count(one => one));
        Assert.Equal(5, (await Storage.ListSharesAsync(award.Id, Documents.Now, 50)).Count);
        Assert.True(await Storage.AddShareAsync(Made()));
    }

    [ContractFact]
    public async Task No_more_requests_wait_than_may_also_when_many_are_made_at_once()
    {
        var award = await Documents.IssueAsync(Storage);
        var limits = new LearnerRequestLimits(Waiting: 3, OfAward: 5);
        Task<AddedToAward[]> AddAsync(LearnerRequestDocument like) => Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(() => Storage.AddLearnerRequestAsync(like with { Id = Guid.CreateVersion7() }, limits))));
        var erasures = await AddAsync(Request(award) with { Kind = LearnerRequestKind.Erasure });
        Assert.Equal((1, 7), (erasures.Count(one => one == AddedToAward.Added), erasures.Count(one => one == AddedToAward.TooMany)));
        Assert.Equal(2, (await AddAsync(Request(award))).Count(one => one == AddedToAward.Added));
        // Whose erasure is under way waits for nothing, and asks for it no second time.
        var erasure = (await Storage.ListLearnerRequestsOfAwardAsync(award.Id)).Single(request => request.Kind == LearnerRequestKind.Erasure);
        Assert.True(await Storage.ReplaceLearnerRequestAsync(erasure with { State = LearnerRequestState.Erasing, Version = 2 }, null));
        Assert.Equal(AddedToAward.TooMany, await Storage.AddLearnerRequestAsync(Request(award) with { Kind = LearnerRequestKind.Erasure }, limits));
        Assert.Equal(AddedToAward.Added, await Storage.AddLearnerRequestAsync(Request(award), limits));
        foreach (var waiting in (await Storage.ListLearnerRequestsOfAwardAsync(award.Id)).Where(request => request.IsWaiting))
            Assert.True(await Storage.ReplaceLearnerRequestAsync(waiting with { State = LearnerRequestState.Done, Version = 2 }, null));
        Assert.Equal(AddedToAward.Added, await Storage.AddLearnerRequestAsync(Request(award), limits));
        Assert.Equal(AddedToAward.TooMany, await Storage.AddLearnerRequestAsync(Request(award), limits));
    }

    [ContractFact]
    public async Task Openings_add_up_and_the_last_ones_stay_by_their_minute()
    {
        var award = await Documents.IssueAsync(Storage);
        var link = Guid.CreateVersion7();
        await Storage.AddShareOpeningsAsync([new(link, award.Id, 1, 1, [Documents.Now]), new(award.Id, award.Id, 1, 3, [Documents.Now])]);
        var later = Enumerable.Range(1, 25).Select(minute => Documents.Now.AddMinutes(minute)).ToArray();
        await Storage.AddShareOpeningsAsync([new(link, award.Id, 1, 25, later)]);
        await ReopenAsync();
        var openings = (await Storage.ListShareOpeningsAsync(award.Id)).ToDictionary(one => one.Link);
        Assert.Equal((26L, 3L), (openings[link].Count, openings[award.Id].Count));
        var minute = new DateTimeOffset(2026, 6, 30, 12, 0, 0, TimeSpan.Zero);
        Assert.Equal(Enumerable.Range(6, 20).Reverse().Select(after => minute.AddMinutes(after)), openings[link].Latest);
        // A new link in its place begins anew, and what comes late for the old one counts no more.
        await Storage.AddShareOpeningsAsync([new(link, award.Id, 2, 1, [Documents.Now])]);
        await Storage.AddShareOpeningsAsync([new(link, award.Id, 1, 5, [Documents.Now])]);
        Assert.Equal((2, 1L), (await Storage.ListShareOpeningsAsync(award.Id)).Where(one => one.Link == link).Select(one => (one.Version, one.Count)).Single());
    }

    [ContractFact]
    public async Task Openings_of_many_at_once_are_all_counted()
    {
        var award = await Documents.IssueAsync(Storage);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Storage.AddShareOpeningsAsync([new(award.Id, award.Id, 1, 1, [Documents.Now])]))));
        Assert.Equal(20, Assert.Single(await Storage.ListShareOpeningsAsync(award.Id)).Count);
    }

    [ContractFact]
    public async Task A_request_keeps_every_member_and_is_answered_once_with_the_mail_that_tells_of_it()
    {
        var award = await Documents.IssueAsync(Storage);
        var request = Request(award);
        Assert.Equal(AddedToAward.Added, await Storage.AddLearnerRequestAsync(request));
        Assert.Equal(AddedToAward.NotThere, await Storage.AddLearnerRequestAsync(Request(award) with { AwardId = Guid.NewGuid() }));
        var mail = MailDocument.New(MailKind.Answer, award.Id, award.Centre, Documents.Now) with { AboutId = request.Id };
        var answered = request with { State = LearnerRequestState.Refused, Version = 2, SealedAnswer = Documents.Bytes(), ClosedAt = Documents.Now, ClosedBy = "staff:a" };
        Assert.False(await Storage.ReplaceLearnerRequestAsync(answered with { Version = 3 }, mail));
        Assert.Empty(await Storage.ListMailsOfAwardAsync(award.Id));
        Assert.True(await Storage.ReplaceLearnerRequestAsync(answered, mail));
        Assert.False(await Storage.ReplaceLearnerRequestAsync(answered, mail));
        await ReopenAsync();
        AssertSame(answered, await Storage.FindLearnerRequestAsync(request.Id));
        AssertSame(answered, Assert.Single(await Storage.ListLearnerRequestsOfAwardAsync(award.Id)));
        Assert.Equal(mail, Assert.Single(await Storage.ListMailsOfAwardAsync(award.Id)));
        Assert.Null(await Storage.FindLearnerRequestAsync(Guid.NewGuid()));
    }

    [ContractFact]
    public async Task Requests_are_listed_newest_first_by_centre_kind_and_state_with_a_cursor()
    {
        var (centre, award) = ($"centre-{Guid.NewGuid():N}", await Documents.IssueAsync(Storage));
        var made = new List<LearnerRequestDocument>();
        for (var index = 0; index < 6; index++)
        {
            var request = Request(award) with
            {
                Id = Guid.CreateVersion7(Documents.Now.AddMinutes(index)),
                Centre = index < 5 ? centre : centre + "-other",
                Kind = index % 2 == 0 ? LearnerRequestKind.Correction : LearnerRequestKind.Erasure,
                State = index < 2 ? LearnerRequestState.Open : index < 4 ? LearnerRequestState.Passed : LearnerRequestState.Done,
            };
            Assert.Equal(AddedToAward.Added, await Storage.AddLearnerRequestAsync(request));
            made.Add(request);
        }
        async Task<List<Guid>> ReadAsync(LearnerRequestQuery query)
        {
            var ids = new List<Guid>();
            string? cursor = null;
            do
            {
                var page = await Storage.ListLearnerRequestsAsync(query with { Cursor = cursor });
                Assert.False(page.IsCursorUnknown);
                ids.AddRange(page.Items.Select(request => request.Id));
                cursor = page.Next;
            }
            while (cursor is not null);
            return ids;
        }
        Guid[] Of(params int[] places) => [.. places.Select(place => made[place].Id)];
        Assert.Equal(Of(4, 3, 2, 1, 0), await ReadAsync(new(centre, 2)));
        Assert.Equal(Of(3, 1), await ReadAsync(new(centre, 2) { Kind = LearnerRequestKind.Erasure }));
        Assert.Equal(Of(3, 2, 1, 0), await ReadAsync(new(centre, 3) { States = [LearnerRequestState.Open, LearnerRequestState.Passed] }));
        Assert.Equal(Of(3, 2), (await ReadAsync(new(null, 50) { States = [LearnerRequestState.Passed] })).Where(id => made.Any(one => one.Id == id)));
        Assert.True((await Storage.ListLearnerRequestsAsync(new(centre, 2) { Cursor = made[5].Id.ToString("N") })).IsCursorUnknown);
        Assert.True((await Storage.ListLearnerRequestsAsync(new(centre, 2) { Cursor = "x" })).IsCursorUnknown);
    }

    [ContractFact]
    public async Task Erasing_an_award_empties_its_requests_and_forgets_how_often_its_links_were_opened()
    {
        var award = await Documents.IssueAsync(Storage);
        var (correction, erasure, refused) = (Request(award), Request(award) with { Kind = LearnerRequestKind.Erasure }, Request(award));
        foreach (var request in new[] { correction, erasure, refused })
            Assert.Equal(AddedToAward.Added, await Storage.AddLearnerRequestAsync(request));
        var claimed = Request(award) with { Kind = LearnerRequestKind.Erasure };
        Assert.Equal(AddedToAward.Added, await Storage.AddLearnerRequestAsync(claimed));
        Assert.True(await Storage.ReplaceLearnerRequestAsync(claimed with { State = LearnerRequestState.Erasing, Version = 2, ClosedBy = "staff:a" }, null));
        await Storage.ReplaceLearnerRequestAsync(refused with { State = LearnerRequestState.Refused, Version = 2, SealedAnswer = Documents.Bytes() }, null);
        await Storage.AddShareOpeningsAsync([new(award.Id, award.Id, 1, 1, [Documents.Now])]);
        Assert.True(await Storage.EraseRecordAsync(award.Id, [], revokes: false, Documents.Now));
        foreach (var (id, state) in new[]
        {
            (correction.Id, LearnerRequestState.Ended), (erasure.Id, LearnerRequestState.Done), (claimed.Id, LearnerRequestState.Done), (refused.Id, LearnerRequestState.Refused),
        })
        {
            var left = (await Storage.FindLearnerRequestAsync(id))!;
            Assert.Equal((state, 0, 0), (left.State, left.SealedContent.Length, left.SealedAnswer.Length));
        }
        Assert.Empty(await Storage.ListShareOpeningsAsync(award.Id));
        Assert.Equal(AddedToAward.NotThere, await Storage.AddLearnerRequestAsync(Request(award)));
        await Storage.AddShareOpeningsAsync([new(award.Id, award.Id, 2, 1, [Documents.Now])]);
        Assert.Empty(await Storage.ListShareOpeningsAsync(award.Id));
    }

    private static LearnerRequestDocument Request(AwardDocument award) => new(
        Guid.CreateVersion7(), award.Id, award.Centre, LearnerRequestKind.Correction, LearnerRequestState.Open, 1, Documents.Bytes(40), default, Documents.Now,
        null, null);

    private static void AssertSame(LearnerRequestDocument expected, LearnerRequestDocument? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.SealedContent.ToArray(), actual.SealedContent.ToArray());
        Assert.Equal(expected.SealedAnswer.ToArray(), actual.SealedAnswer.ToArray());
        Assert.Equal(expected with { SealedContent = default, SealedAnswer = default }, actual with { SealedContent = default, SealedAnswer = default });
    }
}
