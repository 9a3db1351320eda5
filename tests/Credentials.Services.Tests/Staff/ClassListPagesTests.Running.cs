using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.ClassLists;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Web;
using Credentials.Web.SignIn;
using Samples = Credentials.Services.Tests.Apps.SampleClassLists;

namespace Credentials.Services.Tests.Staff;

/// <summary>Lists that are paused, and learners of lists who are erased.</summary>
public sealed partial class ClassListPagesTests
{
    [Fact]
    public async Task A_list_can_be_paused_and_goes_on_where_it_was()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--IssuerService:ClassListChunk=5");
        using var staff = await app.WithAchievementAsync();
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Issuer);
        // Paused before the worker has it: nobody begins.
        var batches = app.Get<Batches>();
        var draft = await batches.AddDraftAsync("demo", ClassList.Csv, Bytes(Samples.Good("lassen", 200)), 200, "test");
        var started = (await batches.StartAsync("demo", draft.Id, draft.Version))!;
        await browser.OpenAsync($"/staff/lists/{draft.Id}");
        Assert.Single(browser.Page.QuerySelectorAll("progress"));
        Assert.Single(browser.Page.QuerySelectorAll("noscript meta[http-equiv=refresh][content='2']"));
        await browser.SendAsync("main form");
        Assert.Null(await batches.ClaimAsync(draft.Id));
        await browser.OpenAsync($"/staff/lists/{draft.Id}");
        Assert.Equal("The list is paused", browser.Page.TextOf("h1"));

        // The one that works on it is told at its next step, and what it had settled is kept.
        var live = started with { RowsDone = 5, Awarded = 5 };
        Assert.Null(await batches.SaveAsync(live, default));
        await browser.SendAsync("main form");
        await EndAsync(staff, draft.Id);
        var done = (await batches.FindAsync("demo", draft.Id)).Value.Document;
        Assert.Equal(("completed", 200, 200), (done.State, done.Total, done.Awarded));
        await browser.OpenAsync($"/staff/lists/{draft.Id}");
        await browser.PostAsync($"/staff/lists/{draft.Id}/pause", [KeyValuePair.Create(FormToken.FieldName, browser.TokenOfForms())]);
        Assert.Equal("completed", (await batches.FindAsync("demo", draft.Id)).Value.Document.State);
        var acts = (await app.Get<StaffActions>().ListAsync(new("demo", 10) { Subject = $"list/{draft.Id}" })).Items.Select(item => item.Action.What);
        Assert.Equal([StaffActs.ListResumed, StaffActs.ListPaused], acts);
    }

    [Fact]
    public async Task A_list_that_is_paused_while_it_runs_finishes_what_is_under_way_and_nothing_twice()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--IssuerService:ClassListChunk=20");
        using var staff = await app.WithAchievementAsync();
        var batches = app.Get<Batches>();
        var lists = app.Get<ClassListsUnderWay>();
        var draft = await batches.AddDraftAsync("demo", ClassList.Csv, Bytes(Samples.Good("lassen", 6000)), 6000, "test");
        await app.Get<AwardClassList>().StartAsync("demo", draft.Id, draft.Version);
        while ((await lists.FindProgressAsync("demo", draft.Id, default))!.Document.RowsDone == 0)
            await Task.Delay(10);
        if (await batches.PauseAsync("demo", draft.Id) is { } paused)
        {
            lists.Pause(paused);
            Assert.Equal("paused", (await lists.FindProgressAsync("demo", draft.Id, default))!.Document.State);
            BatchDocument stored;
            while ((stored = (await batches.FindAsync("demo", draft.Id)).Value.Document).Owner is not null)
                await Task.Delay(10);
            // Either it stands where it was stopped, or it was done before that was noticed.
            Assert.Equal(stored.State == "completed" ? 6000 : stored.RowsDone, stored.Awarded);
            Assert.Equal(stored.Awarded, await app.Get<ConsultAwards>().CountOfBatchAsync(draft.Id));
            await app.Get<AwardClassList>().ResumeAsync("demo", draft.Id);
        }
        await EndAsync(staff, draft.Id);
        var done = (await batches.FindAsync("demo", draft.Id)).Value.Document;
        Assert.Equal(("completed", 6000, 0), (done.State, done.Awarded, done.Existing));
    }

    [Fact]
    public async Task A_learner_who_is_erased_is_no_longer_named_in_a_result()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var rows = Header + "lassen;Noor;Peeters;1990-01-02;;;2025-06-30;14\r\nlassen;Zoë;Maes;1991-01-02;;;2025-06-30;14\r\n";
        var lists = new List<Guid>();
        for (var time = 0; time < 2; time++)
        {
            using var sent = await staff.PostAsync("/api/awards/batches", Csv(rows));
            lists.Add((await sent.JsonAsync()).GetProperty("id").GetGuid());
            await EndAsync(staff, lists[time]);
        }
        var noor = (await app.Get<ConsultAwards>().ListOfBatchAsync(lists[0], 0, 1))[0].Document.LearnerId;
        Assert.True((await app.Get<EraseLearners>().RunAsync(noor, revokes: false, "asked for", "test")).IsSuccess);
        var browser = await StaffBrowser.SignedInAsync(app, StaffRole.Reader);
        await browser.OpenAsync($"/staff/lists/{lists[0]}");
        Assert.Equal(["Zoë Maes"], browser.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("are not shown any more: 1", browser.Page.TextOf("main"), StringComparison.Ordinal);
        await browser.OpenAsync($"/staff/lists/{lists[1]}");
        Assert.Equal(["an erased learner", "Zoë Maes"], browser.Page.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public async Task An_erasure_ends_only_when_no_draft_or_paused_list_is_left_that_may_name_the_learner()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var row = Header + "lassen;Noor;Peeters;1990-01-02;;;2025-06-30;14\r\n";
        using var sent = await staff.PostAsync("/api/awards/batches", Csv(row));
        var list = (await sent.JsonAsync()).GetProperty("id").GetGuid();
        await EndAsync(staff, list);
        var noor = (await app.Get<ConsultAwards>().ListOfBatchAsync(list, 0, 1))[0].Document.LearnerId;
        var batches = app.Get<Batches>();
        var draft = await batches.AddDraftAsync("demo", ClassList.Csv, Bytes(row), 1, "test");
        await app.Get<EraseLearners>().RunAsync(noor, revokes: false, "asked for", "test");
        Assert.Equal(LearnerState.Erasing, (await app.Get<IEvidenceStorage>().FindLearnerAsync(noor))!.State);

        // Awarded now, it would be the one who is being erased.
        await app.Get<AwardClassList>().StartAsync("demo", draft.Id, draft.Version);
        await EndAsync(staff, draft.Id);
        var state = await app.Get<ClassListsUnderWay>().FindAsync("demo", draft.Id, default);
        Assert.Equal("learner-erased", Assert.Single(state!.Errors).Reason);
        await app.Get<EraseLearners>().ResumeAsync();
        Assert.Equal(LearnerState.Erased, (await app.Get<IEvidenceStorage>().FindLearnerAsync(noor))!.State);
    }
}
