using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Issuer;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Learners;

public sealed class ArchiveTests
{
    [Fact]
    public async Task A_learner_s_archive_has_everything_of_the_person_and_nothing_of_others()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync(suspendable: true);
        using var authority = await app.AsAsync(CallerRole.Authority);
        var award = await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.NewNumber }, "2025-07-01");
        await staff.AwardAsync(new { givenName = "Els", familyName = "Maes", email = "els@example.org" });
        var (id, learner) = (award.Text("id"), await authority.FoundAsync());
        await staff.PostAsJsonAsync($"/api/credentials/{id}/status", new { status = "suspended", reason = "nazicht" });
        await authority.PostAsJsonAsync($"/api/learners/{learner}/aliases", new { replacedBy = Learning.NewNumber });

        foreach (var bytes in (byte[][])[
            await authority.GetByteArrayAsync($"/api/learners/{learner}/archive"),
            await app.AsEveryone().GetByteArrayAsync($"/c/{new Uri(award.GetProperty("links").Text("claim")).Segments[^1]}/archive.zip")])
        {
            using var zip = new ZipArchive(new MemoryStream(bytes));
            Assert.Contains("UW GEGEVENS", Text(zip, "README.txt"), StringComparison.Ordinal);
            var records = JsonDocument.Parse(Text(zip, "records.json")).RootElement.EnumerateArray().ToList();
            Assert.Equal(2, records.Count);
            var own = records.Single(record => record.Text("id") == id);
            Assert.Equal("Peeters", own.GetProperty("request").GetProperty("learner").Text("familyName"));
            Assert.Equal(["issued", "suspended"], own.GetProperty("history").EnumerateArray().Select(one => one.Text("what")));
            Assert.Equal(await staff.GetStringAsync($"/api/credentials/{id}"), Text(zip, $"credentials/{id}.jwt"));
            Assert.Contains(Learning.Purpose, Text(zip, "lookups.json"), StringComparison.Ordinal);
            Assert.All(zip.Entries, entry => Assert.DoesNotContain("Maes", Text(zip, entry.FullName), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Others_and_wrong_links_get_no_archive_and_after_erasure_there_is_none()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var award = await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        var learner = await authority.FoundAsync();
        var (claim, share) = (award.GetProperty("links").Text("claim"), award.GetProperty("links").Text("share"));
        async Task<HttpStatusCode> StatusAsync(HttpClient client, string path) => (await client.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;
        var own = $"/c/{new Uri(claim).Segments[^1]}/archive.zip";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app.AsEveryone(), own));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(app.AsEveryone(), $"/c/{new Uri(share).Segments[^1]}/archive.zip"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(staff, $"/api/learners/{learner}/archive"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(authority, $"/api/learners/{Guid.NewGuid()}/archive"));
        await authority.PostAsJsonAsync($"/api/learners/{learner}/erasure", new { credentials = "keep", reason = "op vraag van betrokkene" });
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(authority, $"/api/learners/{learner}/archive"));
        Assert.Equal(HttpStatusCode.Gone, await StatusAsync(app.AsEveryone(), own));
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), System.Text.Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
