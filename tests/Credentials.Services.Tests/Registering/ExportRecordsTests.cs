using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.StorageContracts;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.Registering;

public sealed class ExportRecordsTests
{
    [Fact]
    public async Task Every_record_that_is_found_is_exported_beyond_one_page_in_either_form()
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var learner = Documents.Learner() with { MasterKeyId = (await app.Get<IEvidenceStorage>().FindSettingAsync(MasterKeyNames.Setting))!.Value };
        var match = Documents.Bytes();
        var odd = Documents.Facts(null, "=1+1, \"quoted\"", 5) with { VksLevel = null };
        await app.Get<IEvidenceStorage>().RegisterProofsAsync(
            [.. Enumerable.Range(0, 1203).Select(number => Documents.Registration(Documents.Proof(learner.Id, number == 7 ? odd : null), learner, matchKey: match))]);
        var csv = await ExportAsync(authority, "/api/records/export", "text/csv");
        var lines = csv.Split("\r\n");
        Assert.Equal((1205, ""), (lines.Length, lines[^1]));
        Assert.StartsWith("id,source,status,", lines[0], StringComparison.Ordinal);
        Assert.Equal(1203, lines[1..^1].Select(line => line[..36]).Distinct().Count());
        var line = Assert.Single((await ExportAsync(authority, "/api/records/export?eqfLevel=5", "text/csv")).Split("\r\n")[1..^1]);
        Assert.EndsWith(
            $",proof,registered,,{learner.Id},partial-certificate,true,2026-06,2031-06-01,,5,AHOVOKS,0715,521001,non-formal,60.5,,\"'=1+1, \"\"quoted\"\"\",Werk,2026-06-30T12:00:00.123Z",
            line, StringComparison.Ordinal);

        var json = (await ExportAsync(authority, "/api/records/export", "application/jsonl")).Split('\n');
        Assert.Equal((1204, ""), (json.Length, json[^1]));
        Assert.All(json[..^1], text => Assert.Equal("proof", JsonSerializer.Deserialize<JsonElement>(text).Text("source")));
    }

    [Fact]
    public async Task A_centre_exports_its_own_and_faults_are_told_before_anything_is_sent()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithCentreAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        await OutsideProofTests.RegisteredAsync(authority, OutsideProofTests.Proof("1", "123456"));
        var own = await OutsideProofTests.RegisteredAsync(authority, OutsideProofTests.Proof("2"));
        Assert.StartsWith(own, Assert.Single((await ExportAsync(staff, "/api/records/export", "text/csv")).Split("\r\n")[1..^1]), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await authority.GetAsync("/api/records/export?limit=3")).StatusCode);
        using var pdf = new HttpRequestMessage(HttpMethod.Get, "/api/records/export");
        pdf.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/pdf"));
        Assert.Equal(HttpStatusCode.NotAcceptable, (await authority.SendAsync(pdf)).StatusCode);
    }

    private static async Task<string> ExportAsync(HttpClient client, string path, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd(form);
        using var answer = await client.SendAsync(request);
        Assert.Equal((HttpStatusCode.OK, form), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsStringAsync();
    }
}
