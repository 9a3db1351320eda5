using System.Net;
using System.Net.Http.Json;
using Credentials.IssuerService.Issuing;
using Credentials.IssuerService.Publishing;
using Credentials.Services.Tests.Issuer;
using Credentials.Verifying;

namespace Credentials.Services.Tests.Awarding;

public class CredentialFormTests
{
    [Theory]
    [InlineData("application/vc+jwt", "application/vc+jwt")]
    [InlineData("*/*", "application/vc+jwt")]
    [InlineData("application/vc", "application/vc")]
    [InlineData("application/vc+jwt;q=0.2, application/vc;q=0.9", "application/vc")]
    [InlineData("application/*;q=0.5, application/vc+jwt;q=0", "application/vc")]
    [InlineData("text/html, application/vc;q=0.1", "application/vc")]
    public async Task A_credential_comes_in_the_form_that_is_liked_best(string accept, string form)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var (contentType, body, vary) = await GetAsync(staff, await AwardAsync(staff), accept);
        Assert.Equal(form, contentType);
        Assert.Contains("Accept", vary, StringComparison.Ordinal);
        Assert.Equal(form == "application/vc+jwt" ? (byte)'e' : (byte)'{', body[0]);
    }

    [Fact]
    public async Task A_form_that_is_not_there_is_406_with_those_that_are()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/credentials/{await AwardAsync(staff)}");
        request.Headers.Accept.ParseAdd("image/gif");
        using var answer = await staff.SendAsync(request);
        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
        Assert.Contains("application/vc+jwt", (await answer.JsonAsync()).Text("detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/vc+jwt")]
    [InlineData("application/vc")]
    public async Task Every_form_is_valid_and_always_the_same_bytes(string accept)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await AwardAsync(staff);
        var first = (await GetAsync(staff, id, accept)).Body;
        app.Time.Move(TimeSpan.FromDays(1));
        Assert.Equal(first, (await GetAsync(staff, id, accept)).Body);
        Assert.Equal(Verdict.Valid, (await VerifyAsync(app, first)).Verdict);
    }

    [Fact]
    public async Task Many_who_ask_for_a_new_form_at_once_get_one_and_the_same()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await AwardAsync(staff);
        var bodies = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GetAsync(staff, id, "application/vc")));
        Assert.All(bodies, body => Assert.Equal(bodies[0].Body, body.Body));
    }

    [Fact]
    public async Task A_revoked_credential_can_still_be_had_and_says_so_in_the_new_form()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await AwardAsync(staff);
        (await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "revoked", reason = "vergissing" })).Dispose();
        var report = await VerifyAsync(app, (await GetAsync(staff, id, "application/vc")).Body);
        Assert.Equal(Verdict.Invalid, report.Verdict);
        Assert.Equal(["status"], report.Checks.Where(check => check.Outcome != CheckOutcome.Passed).Select(check => check.Id));
    }

    internal static async Task<string> AwardAsync(HttpClient staff, string givenName = "Noor")
    {
        using var made = await staff.PostAsJsonAsync("/api/awards", Bodies.Award(givenName));
        return (await made.JsonAsync()).Text("id");
    }

    internal static async Task<(string? ContentType, byte[] Body, string Vary)> GetAsync(HttpClient staff, string id, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/credentials/{id}");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var answer = await staff.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsByteArrayAsync(), answer.Headers.Vary.ToString());
    }

    /// <summary>Checks with nothing but what the service publishes.</summary>
    internal static async Task<VerificationReport> VerifyAsync(IssuerApp app, byte[] credential)
    {
        var presented = PresentedCredential.Parse(credential).Value;
        var centre = (await app.Get<IssuingCentres>().FindAsync("demo"))!;
        var lists = new Dictionary<string, Gathered<PublishedStatusList>>(StringComparer.Ordinal);
        foreach (var url in presented.StatusListUrls)
        {
            var published = (await app.Get<PublishedDocuments>().TryReadAsync(new Uri(url), CancellationToken.None))!.Value;
            lists[url] = new Gathered<PublishedStatusList>.Found(PublishedStatusList.Read(published.Body, url, centre.Document).Value);
        }

        return CredentialVerifier.Verify(presented, new VerificationFacts
        {
            Now = app.Time.GetUtcNow(),
            IssuerDocument = new Gathered<Keys.DidDocument>.Found(centre.Document),
            TrustedIssuer = new Gathered<TrustedIssuer>.Found((await app.Get<TrustList>().FindAsync(centre.Did))!),
            StatusLists = lists,
            Recorded = new Gathered<RecordedSignatures>.Found(
                await app.Get<AwardRegister>().FindAsync("demo", Guid.Parse(presented.Id!["urn:uuid:".Length..]))),
        });
    }
}
