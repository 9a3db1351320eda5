using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.ClassLists;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Awarding;

public class InterruptedClassListTests
{
    private const int Rows = 600;

    [Theory]
    [InlineData(nameof(IEvidenceStorage.CompleteAwardsAsync), 1)]
    [InlineData(nameof(IEvidenceStorage.CompleteAwardsAsync), 7)]
    [InlineData(nameof(IEvidenceStorage.ReserveAwardsAsync), 1)]
    [InlineData(nameof(IEvidenceStorage.ReserveAwardsAsync), 11)]
    [InlineData(nameof(IEvidenceStorage.ReplaceBatchAsync), 1)]
    public async Task A_list_that_a_crash_interrupted_is_finished_after_the_next_start(string operation, int call)
    {
        var folder = Directory.CreateTempSubdirectory("credentials-issuer-").FullName;
        string id;
        await using (var dying = await IssuerApp.StartAsync(
            folder, services: services => DyingStorage.Install(services, operation, call), settings: "--IssuerService:ClassListChunk=25"))
        {
            using var staff = await dying.WithAchievementAsync();
            using var sent = await ClassListTests.PostAsync(staff, List());
            id = (await sent.JsonAsync()).Text("id");
            await DeadAsync(dying);
        }

        await using var app = await IssuerApp.StartAsync(folder, settings: "--IssuerService:ClassListChunk=25");
        using var again = await app.AsAsync(CallerRole.Issuer, "demo");
        var batch = await ClassListTests.FinishedAsync(again, id);
        Assert.Equal(("completed", (Rows, Rows - 1, 0, 1)), (batch.Text("state"), ClassListTests.Counts(batch)));
        Assert.Equal("unknown-column,not-on-scale", string.Join(',', batch.GetProperty("errors").EnumerateArray().Select(error => error.Text("reason"))));
        await AssertEachOnceAsync(app);
        Assert.Equal(JsonValueKind.Null, (await again.GetFromJsonAsync<JsonElement>("/api/credentials?status=revoked")).GetProperty("next").ValueKind);
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_list_that_a_stop_interrupted_goes_on_where_it_was()
    {
        var folder = Directory.CreateTempSubdirectory("credentials-issuer-").FullName;
        string id;
        await using (var stopped = await IssuerApp.StartAsync(folder, settings: "--IssuerService:ClassListChunk=5"))
        {
            using var staff = await stopped.WithAchievementAsync();
            using var sent = await ClassListTests.PostAsync(staff, List());
            id = (await sent.JsonAsync()).Text("id");
        }

        await using var app = await IssuerApp.StartAsync(folder);
        using var again = await app.AsAsync(CallerRole.Issuer, "demo");
        Assert.Equal((Rows, Rows - 1, 0, 1), ClassListTests.Counts(await ClassListTests.FinishedAsync(again, id)));
        await AssertEachOnceAsync(app);
        await app.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Several_lists_are_worked_off_side_by_side()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--IssuerService:ClassListChunk=10");
        using var staff = await app.WithAchievementAsync();
        using var other = await app.WithAchievementAsync("ander");
        using var large = await ClassListTests.PostAsync(staff, List());
        var id = (await large.JsonAsync()).Text("id");
        var small = await ClassListTests.SendAsync(other, "opleiding,voornaam,familienaam,uitreikingsdatum\nlassen,An,P,2025-06-30\n");
        Assert.Equal((1, 1, 0, 0), ClassListTests.Counts(small));
        Assert.Equal((Rows, Rows - 1, 0, 1), ClassListTests.Counts(await ClassListTests.FinishedAsync(staff, id)));
    }

    [Fact]
    public async Task A_command_works_a_list_off_itself_and_sees_its_progress()
    {
        await using var app = await IssuerApp.StartAsync(settings: "--IssuerService:ClassListChunk=50");
        using var staff = await app.WithAchievementAsync();
        var seen = new List<int>();
        var ended = await app.Get<AwardClassList>().RunAsync(
            "demo", "text/csv", System.Text.Encoding.UTF8.GetBytes(List()), new Seen(state => seen.Add(state.Document.RowsDone)));
        Assert.Equal(("completed", Rows - 1), (ended.Value.Document.State, ended.Value.Document.Awarded));
        Assert.Equal(seen.Order(), seen);
        Assert.Equal(Rows, seen[^1]);
    }

    private static string List() => "opleiding,voornaam,familienaam,geboortedatum,uitreikingsdatum,resultaat,klas\n" + string.Concat(
        Enumerable.Range(0, Rows).Select(index => $"lassen,Voor{index},Achter,2000-01-01,2025-06-30,{(index == 20 ? 99 : 15)},A\n"));

    private static async Task DeadAsync(IssuerApp app)
    {
        // Reading, too, fails once the storage is dead; until then the list is being worked off.
        for (var waited = 0; waited < 3000; waited++)
        {
            try
            {
                await app.Get<IEvidenceStorage>().FindBatchAsync(Guid.Empty);
            }
            catch (IOException)
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail("the storage did not die");
    }

    private static async Task AssertEachOnceAsync(IssuerApp app)
    {
        var (names, slots, cursor) = (new HashSet<string>(), new HashSet<StatusSlot>(), (string?)null);
        do
        {
            var page = await app.Get<ConsultAwards>().ListAsync(new AwardQuery("demo", 200) { Cursor = cursor });
            Assert.All(page.Items, award =>
            {
                Assert.True(names.Add(award.Request!.Learner.GivenName), "awarded twice");
                Assert.True(slots.Add(Assert.Single(award.Document.StatusSlots)), "a status index used twice");
                Assert.Single(award.Forms);
            });
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(Rows - 1, names.Count);
    }

    private sealed class Seen(Action<ClassListState> see) : IProgress<ClassListState>
    {
        public void Report(ClassListState value) => see(value);
    }
}
