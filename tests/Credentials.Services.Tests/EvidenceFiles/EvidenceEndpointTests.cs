using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Learners;
using Credentials.Services.Tests.Registering;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.EvidenceFiles;

public sealed class EvidenceEndpointTests
{
    private static readonly byte[] Pdf = SampleFiles.Pdf("Quetzalina Xylofonova las een hoeknaad", 200_000);

    [Fact]
    public async Task A_document_is_added_once_listed_and_downloaded_safely()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf, SampleFiles.Png(), SampleFiles.Jpeg());
        using var first = await staff.PutFileAsync(id, Pdf, query: "?name=Proef%20l%C3%A1ssen");
        using var again = await staff.PutFileAsync(id, Pdf, query: "?name=anders");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(Evidence.PathOf(id, Pdf), first.Headers.Location!.ToString());
        Assert.Equal("Proef lássen.pdf", (await again.JsonAsync()).Text("name"));
        await staff.AddedAsync(id, SampleFiles.Png());
        await staff.AddedAsync(id, SampleFiles.Jpeg());
        Assert.Equal(3, Evidence.FilesIn(app.Folder).Count);

        var items = await staff.ItemsAsync($"/api/records/{id}/evidence");
        Assert.Equal(
            [("Proef lássen.pdf", "application/pdf", "kept"), ("evidence-2.png", "image/png", "kept"), ("evidence-3.jpg", "image/jpeg", "kept")],
            items.Select(item => (item.Text("name"), item.Text("mediaType"), item.Text("state"))));
        Assert.Equal((Pdf.Length, SampleFiles.DigestOf(Pdf)), (items[0].GetProperty("size").GetInt32(), items[0].Text("digest")));

        using var download = await staff.GetFileAsync(id, Pdf);
        Evidence.AssertSafe(download, "application/pdf", "Proef lássen.pdf");
        Assert.Equal(Pdf, await download.Content.ReadAsByteArrayAsync());
        using var head = await staff.SendAsync(new(HttpMethod.Head, Evidence.PathOf(id, Pdf)));
        Assert.Equal((HttpStatusCode.OK, Pdf.Length), (head.StatusCode, (int)head.Content.Headers.ContentLength!));
        using var image = await staff.GetFileAsync(id, SampleFiles.Png());
        Evidence.AssertSafe(image, "image/png", "evidence-2.png");
        // The other forms of the digest lead there too.
        using var multibase = await staff.GetAsync(new Uri(Evidence.PathOf(id, Pdf, "u" + Base64Url(Pdf)), UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, multibase.StatusCode);
        var history = await staff.ItemsAsync($"/api/records/{id}/history");
        Assert.Equal(["issued", "document-added", "document-added", "document-added"], history.Select(item => item.Text("what")));
    }

    [Fact]
    public async Task On_the_disk_neither_content_nor_name_nor_digest_is_found()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf);
        await staff.AddedAsync(id, Pdf, "?name=Xylofonova.pdf");
        foreach (var file in Directory.GetFiles(app.Folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (var text in (string[])["Xylofonova", "las een hoeknaad", SampleFiles.DigestOf(Pdf), SampleFiles.SriOf(Pdf)])
                Assert.True(bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) < 0, $"{text} in {file}");
            Assert.True(bytes.AsSpan().IndexOf(Convert.FromHexString(SampleFiles.DigestOf(Pdf))) < 0);
        }
        var stored = Assert.Single(Evidence.FilesIn(app.Folder));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(stored));
    }

    [Fact]
    public async Task An_erased_document_is_gone_for_good_and_the_record_and_digest_stay()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf, SampleFiles.Png());
        await staff.AddedAsync(id, Pdf, "?name=Xylofonova.pdf");
        await staff.AddedAsync(id, SampleFiles.Png());
        var storage = app.Get<Credentials.EvidenceStore.Storage.IEvidenceStorage>();
        var key = (await storage.ListEvidenceFilesAsync(Guid.Parse(id)))[0].WrappedKey.ToArray();
        Assert.Contains(Directory.GetFiles(app.Folder), file => Holds(file, key));
        Assert.Equal(HttpStatusCode.NoContent, await staff.EraseFileAsync(id, Pdf));
        Assert.Equal(HttpStatusCode.NoContent, await staff.EraseFileAsync(id, Pdf));
        Assert.DoesNotContain(Directory.GetFiles(app.Folder), file => Holds(file, key));
        Assert.Single(Evidence.FilesIn(app.Folder));

        using var gone = await staff.GetFileAsync(id, Pdf);
        using var back = await staff.PutFileAsync(id, Pdf);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (gone.StatusCode, back.StatusCode));
        Assert.Equal("/problems/document-erased", (await gone.JsonAsync()).Text("type"));
        var item = (await staff.ItemsAsync($"/api/records/{id}/evidence"))[0];
        Assert.Equal((SampleFiles.DigestOf(Pdf), "erased", "evidence-1.pdf"), (item.Text("digest"), item.Text("state"), item.Text("name")));
        Assert.Equal(item.Text("addedBy"), item.Text("erasedBy"));
        Assert.Equal("document-erased", (await staff.ItemsAsync($"/api/records/{id}/history"))[^1].Text("what"));
        Assert.Contains(SampleFiles.SriOf(Pdf), await StringOfAsync(staff, $"/api/credentials/{id}"), StringComparison.Ordinal);
        using var other = await staff.GetFileAsync(id, SampleFiles.Png());
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task What_is_wrong_with_a_document_is_said_and_nothing_is_kept()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var text = "just a text"u8.ToArray();
        var half = SampleFiles.Pdf()[..^20];
        var id = await staff.AwardWithAsync(Pdf, text, half, SampleFiles.Png());
        async Task AssertAsync(HttpStatusCode status, string type, string? reason, Task<HttpResponseMessage> sent)
        {
            using var answer = await sent;
            var problem = await answer.JsonAsync();
            Assert.Equal((status, $"/problems/{type}"), (answer.StatusCode, problem.Text("type")));
            Assert.Equal(reason, problem.TryGetProperty("errors", out var errors) ? errors[0].Text("reason") : null);
        }
        await AssertAsync(HttpStatusCode.BadRequest, "invalid-input", "digest-differs", staff.PutFileAsync(id, SampleFiles.Pdf("x"), SampleFiles.DigestOf(Pdf)));
        await AssertAsync(HttpStatusCode.BadRequest, "invalid-input", "not-declared", staff.PutFileAsync(id, SampleFiles.Pdf("x")));
        await AssertAsync(HttpStatusCode.BadRequest, "invalid-input", "bad-digest", staff.PutFileAsync(id, Pdf, "abc"));
        await AssertAsync(HttpStatusCode.BadRequest, "invalid-input", "too-long", staff.PutFileAsync(id, Pdf, query: "?name=" + new string('a', 121)));
        await AssertAsync(HttpStatusCode.BadRequest, "invalid-input", "unknown-parameter", staff.PutFileAsync(id, Pdf, query: "?nam=x"));
        await AssertAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type", null, staff.PutFileAsync(id, text));
        await AssertAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type", null, staff.PutFileAsync(id, half));
        await AssertAsync(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type", null, staff.PutFileAsync(id, [], SampleFiles.DigestOf(Pdf)));
        await AssertAsync(HttpStatusCode.NotFound, "not-found", null, staff.PutFileAsync(Guid.NewGuid().ToString(), Pdf));
        await AssertAsync(HttpStatusCode.NotFound, "not-found", null, staff.GetFileAsync(id, Pdf));
        await AssertAsync(HttpStatusCode.BadRequest, "invalid-input", "bad-digest", staff.GetAsync(new Uri($"/api/records/{id}/evidence/..%5C..", UriKind.Relative)));
        Assert.Equal(HttpStatusCode.NotFound, await staff.EraseFileAsync(id, Pdf));
        Assert.Empty(Evidence.FilesIn(app.Folder));
        Assert.Empty(await staff.ItemsAsync($"/api/records/{id}/evidence"));
    }

    [Fact]
    public async Task Twenty_megabytes_are_kept_and_one_byte_more_is_not_however_it_is_sent()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var (most, more) = (SampleFiles.Pdf(length: 20 * 1024 * 1024), SampleFiles.Pdf(length: (20 * 1024 * 1024) + 1));
        var id = await staff.AwardWithAsync(most, more);
        await staff.AddedAsync(id, most);
        using var download = await staff.GetFileAsync(id, most);
        Assert.Equal(SampleFiles.DigestOf(most), SampleFiles.DigestOf(await download.Content.ReadAsByteArrayAsync()));
        using var announced = await staff.PutFileAsync(id, more);
        using var body = new StreamContent(new UnmeasuredStream(more));
        using var streamed = await staff.PutAsync(new Uri(Evidence.PathOf(id, more), UriKind.Relative), body);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.RequestEntityTooLarge), (announced.StatusCode, streamed.StatusCode));
        Assert.Single(Evidence.FilesIn(app.Folder));
    }

    [Fact]
    public async Task A_proof_from_outside_takes_any_document_up_to_twenty()
    {
        await using var app = await IssuerApp.StartAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var registered = await authority.PostAsJsonAsync("/api/records", OutsideProofTests.Proof());
        var id = (await registered.JsonAsync()).Text("id");
        for (var number = 0; number < 20; number++)
            await authority.AddedAsync(id, SampleFiles.Pdf($"{number}"));
        using var refused = await authority.PutFileAsync(id, Pdf);
        Assert.Equal((HttpStatusCode.Conflict, "/problems/wrong-state"), (refused.StatusCode, (await refused.JsonAsync()).Text("type")));
        using var again = await authority.PutFileAsync(id, SampleFiles.Pdf("7"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(20, Evidence.FilesIn(app.Folder).Count);
        Assert.Empty((await app.Get<Credentials.EvidenceStore.Log.CheckLog>().RunAsync()).Differences);
    }

    [Fact]
    public async Task Only_the_institution_and_authorities_come_near_and_an_authority_says_what_for()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var other = await app.WithCentreAsync("ander");
        using var authority = await app.AsAsync(CallerRole.Authority);
        using var administrator = await app.AsAsync(CallerRole.Administrator);
        var id = await staff.AwardWithAsync(Pdf);
        await staff.AddedAsync(id, Pdf, "?name=Xylofonova.pdf");
        foreach (var (client, expected) in new[]
        {
            (other, HttpStatusCode.NotFound), (administrator, HttpStatusCode.Forbidden), (app.AsEveryone(), HttpStatusCode.Unauthorized),
        })
        {
            using var put = await client.PutFileAsync(id, Pdf);
            using var get = await client.GetFileAsync(id, Pdf);
            using var list = await client.GetAsync(new Uri($"/api/records/{id}/evidence", UriKind.Relative));
            Assert.Equal((expected, expected, expected, expected), (put.StatusCode, get.StatusCode, list.StatusCode, await client.EraseFileAsync(id, Pdf)));
        }
        var seen = Assert.Single(await authority.ItemsAsync($"/api/records/{id}/evidence"));
        Assert.False(seen.TryGetProperty("name", out _));
        foreach (var query in (string[])["", "?purpose=kort"])
        {
            using var silent = await authority.GetFileAsync(id, Pdf, query);
            Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        }
        using var opened = await authority.GetFileAsync(id, Pdf, "?purpose=" + Uri.EscapeDataString(Learning.Purpose));
        Assert.Equal(Pdf, await opened.Content.ReadAsByteArrayAsync());
        var learner = (await authority.GetFromJsonAsync<JsonElement>($"/api/records/{id}")).Text("learner");
        Assert.Equal(Learning.Purpose, (await authority.ItemsAsync($"/api/learners/{learner}/lookups"))[0].Text("purpose"));
        Assert.Equal(HttpStatusCode.NoContent, await authority.EraseFileAsync(id, Pdf));
    }

    private static string Base64Url(byte[] file) =>
        Credentials.Encoding.StrictBase64Url.Encode([0x12, 32, .. Convert.FromHexString(SampleFiles.DigestOf(file))]);

    private static async Task<string> StringOfAsync(HttpClient staff, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("application/vc");
        using var answer = await staff.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("evidence")[0].Text("digestSRI");
    }

    private static bool Holds(string file, byte[] bytes)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content.AsSpan().IndexOf(bytes) >= 0;
    }

    /// <summary>A stream that does not say how long it is, so that it is sent in chunks.</summary>
    private sealed class UnmeasuredStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanSeek => false;
    }
}
