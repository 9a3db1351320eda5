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
        await authority.PostAsJsonAsync($"/api/learners/{learner}/aliases", new { replacedBy = Learning.NewNumber, purpose = Learning.Purpose });

        using var given = await authority.PostAsJsonAsync($"/api/learners/{learner}/archive", new { purpose = "inzage door de betrokkene zelf" });
        Assert.Equal("application/zip", given.Content.Headers.ContentType!.MediaType);
        using (var zip = new ZipArchive(await given.Content.ReadAsStreamAsync()))
        {
            Assert.Contains("UW GEGEVENS", Text(zip, "README.txt"), StringComparison.Ordinal);
            var records = JsonDocument.Parse(Text(zip, "records.json")).RootElement.EnumerateArray().ToList();
            Assert.Equal(2, records.Count);
            var own = records.Single(record => record.Text("id") == id);
            Assert.Equal("Peeters", own.GetProperty("request").GetProperty("learner").Text("familyName"));
            Assert.Equal(["issued", "suspended"], own.GetProperty("history").EnumerateArray().Select(one => one.Text("what")));
            Assert.Equal(await staff.GetStringAsync($"/api/credentials/{id}"), Text(zip, $"credentials/{id}.jwt"));
            Assert.Contains(Learning.Purpose, Text(zip, "lookups.json"), StringComparison.Ordinal);
            Assert.Contains("inzage door de betrokkene zelf", Text(zip, "lookups.json"), StringComparison.Ordinal);
            Assert.All(zip.Entries, entry => Assert.DoesNotContain("Maes", Text(zip, entry.FullName), StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Nobody_gets_an_archive_without_purpose_or_by_a_link_and_after_erasure_there_is_none()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var award = await staff.AwardAsync(new { givenName = "Jan", familyName = "Peeters", nationalNumber = Learning.Number });
        var learner = await authority.FoundAsync();
        async Task<HttpStatusCode> StatusAsync(HttpClient client, Guid id, object body)
        {
            using var answer = await client.PostAsJsonAsync($"/api/learners/{id}/archive", body);
            return answer.StatusCode;
        }
        var asked = new { purpose = Learning.Purpose };
        // The centre made the award and so knows its claim link; the archive would show it what others awarded.
        var claim = new Uri(award.GetProperty("links").Text("claim")).Segments[^1];
        using var byLink = await app.AsEveryone().GetAsync(new Uri($"/c/{claim}/archive.zip", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, byLink.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(authority, learner, new { }));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(authority, learner, new { purpose = "zomaar" }));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(staff, learner, asked));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(authority, Guid.NewGuid(), asked));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(authority, learner, asked));
        await authority.PostAsJsonAsync($"/api/learners/{learner}/erasure", new { credentials = "keep", reason = "op vraag van betrokkene" });
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(authority, learner, asked));
    }

    private static string Text(ZipArchive zip, string name)
    {
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), System.Text.Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
