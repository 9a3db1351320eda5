using System.Net.Http.Headers;
using System.Net.Http.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.IssuerService.ClassLists;
using Credentials.IssuerService.SigningKeys;
using Credentials.Services.Tests.Issuer;
using Credentials.Verifying;

namespace Credentials.Services.Tests.Awarding;

/// <summary>Two processes on one data folder: while one retires a key, the other remembers the centre as it was a moment ago.</summary>
public sealed class RetiredKeyTests : IDisposable
{
    private readonly Apps.TemporaryFolder _folder = new();

    [Fact]
    public async Task An_award_is_never_acknowledged_under_a_key_that_another_process_just_retired()
    {
        await using var app = await IssuerApp.StartAsync(_folder.Path);
        await using var other = await StartOtherAsync();
        using var staff = await app.WithAchievementAsync();
        using var first = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        var before = (await first.JsonAsync()).Text("id");
        Assert.Null((await other.Get<RetireKey>().RunAsync("demo", "key-1")).Problem);

        using var second = await staff.PostAsJsonAsync("/api/awards", Bodies.Award("Jan"));

        Assert.EndsWith("#key-1", await KeyOfAsync(staff, before, "application/vc+jwt"), StringComparison.Ordinal);
        Assert.EndsWith("#key-2", await KeyOfAsync(staff, (await second.JsonAsync()).Text("id"), "application/vc+jwt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_further_form_is_never_signed_with_it()
    {
        await using var app = await IssuerApp.StartAsync(_folder.Path);
        await using var other = await StartOtherAsync();
        using var staff = await app.WithAchievementAsync();
        using var made = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        Assert.Null((await other.Get<RetireKey>().RunAsync("demo", "key-1")).Problem);

        Assert.EndsWith("#key-2", await KeyOfAsync(staff, (await made.JsonAsync()).Text("id"), "application/vc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nor_are_the_rows_of_a_class_list()
    {
        await using var app = await IssuerApp.StartAsync(_folder.Path);
        await using var other = await StartOtherAsync();
        using var staff = await app.WithAchievementAsync();
        using var made = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
        Assert.Null((await other.Get<RetireKey>().RunAsync("demo", "key-1")).Problem);

        var list = "achievement,givenName,familyName,awardedOn\nlassen,An,Peeters,2025-06-30\nlassen,Bo,Peeters,2025-06-30\n";
        var state = await app.Get<AwardClassList>().RunAsync("demo", "text/csv", System.Text.Encoding.UTF8.GetBytes(list));

        Assert.Equal(2, state.Value.Document.Awarded);
        var listed = await app.Get<IEvidenceStorage>().ListAwardsAsync(new("demo", 10) { BatchId = state.Value.Document.Id });
        foreach (var award in listed.Items)
            Assert.EndsWith("#key-2", await KeyOfAsync(staff, award.Id.ToString(), "application/vc+jwt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_acknowledged_while_a_busy_database_keeps_the_retirement_waiting_stays_valid()
    {
        await using var app = await IssuerApp.StartAsync(_folder.Path);
        using var staff = await app.WithAchievementAsync();
        Assert.Null((await app.Get<CreateKey>().RunAsync("demo", Credentials.Keys.KeyAlgorithm.P256)).Problem);
        string? meanwhile = null;
        await using var other = await IssuerApp.StartAsync(_folder.Path, services: services => WaitingStorage.Install(
            services, nameof(IEvidenceStorage.PutCentreAsync), async () =>
            {
                if (meanwhile is not null)
                    return;
                app.Time.Move(TimeSpan.FromMinutes(5));
                using var answer = await staff.PostAsJsonAsync("/api/awards", Bodies.Award());
                meanwhile = (await answer.JsonAsync()).Text("id");
            }));
        other.Time.Follow(app.Time);

        var retired = await other.Get<RetireKey>().RunAsync("demo", "key-1");

        using var token = await staff.GetAsync($"/api/credentials/{meanwhile}");
        var credential = await token.Content.ReadAsByteArrayAsync();
        Assert.EndsWith("#key-1", PresentedCredential.Parse(credential).Value.VerificationMethod!, StringComparison.Ordinal);
        app.Time.Move(TimeSpan.FromSeconds(2));
        Assert.Equal(Verdict.Valid, (await CredentialFormTests.VerifyAsync(app, credential)).Verdict);
        Assert.InRange(retired.Value.Until!.Value, other.Time.GetUtcNow().AddSeconds(-1), other.Time.GetUtcNow().AddSeconds(3));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Ten seconds behind, so that whatever is signed here is signed after the retirement.</summary>
    private async Task<IssuerApp> StartOtherAsync()
    {
        var other = await IssuerApp.StartAsync(_folder.Path);
        other.Time.Move(TimeSpan.FromSeconds(-10));
        return other;
    }

    private static async Task<string> KeyOfAsync(HttpClient staff, string id, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/credentials/{id}");
        request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(form));
        using var answer = await staff.SendAsync(request);
        return PresentedCredential.Parse(await answer.Content.ReadAsByteArrayAsync()).Value.VerificationMethod!;
    }
}
