using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Credentials.EvidenceStore.BackingUp;
using Credentials.Services.Tests.Issuer;
using Credentials.Services.Tests.Learners;
using Credentials.Web.Access;

namespace Credentials.Services.Tests.EvidenceFiles;

/// <summary>What becomes of documents when a person is erased or leaves, and when the store is backed up.</summary>
public sealed class EvidenceLifeTests
{
    private static readonly byte[] Pdf = SampleFiles.Pdf("Quetzalina Xylofonova", 100_000);
    private static readonly byte[] Png = SampleFiles.Png();

    [Fact]
    public async Task Erasing_a_person_removes_every_document_with_its_key()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var id = await staff.AwardWithAsync(Pdf, Png);
        await staff.AddedAsync(id, Pdf, "?name=Xylofonova.pdf");
        await staff.AddedAsync(id, Png);
        await staff.PostAsJsonAsync($"/api/credentials/{id}/shares", new { documents = new[] { SampleFiles.DigestOf(Pdf) } });
        var storage = app.Get<Credentials.EvidenceStore.Storage.IEvidenceStorage>();
        var files = await storage.ListEvidenceFilesAsync(Guid.Parse(id));
        var bytes = await File.ReadAllBytesAsync(Evidence.FilesIn(app.Folder)[0]);
        await authority.PostAsJsonAsync($"/api/learners/{await authority.FoundAsync()}/erasure", new { credentials = "keep", reason = "op vraag" });

        Assert.Empty(Evidence.FilesIn(app.Folder));
        Assert.Empty(await storage.ListEvidenceFilesAsync(Guid.Parse(id)));
        var personal = files.SelectMany(file => (byte[][])[file.WrappedKey.ToArray(), file.SealedFacts.ToArray()])
            .Append(bytes[..64]).Append(System.Text.Encoding.UTF8.GetBytes(SampleFiles.DigestOf(Pdf))).Append("Xylofonova"u8.ToArray());
        foreach (var file in Directory.GetFiles(app.Folder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var content = new byte[stream.Length];
            await stream.ReadExactlyAsync(content);
            Assert.All(personal, one => Assert.True(content.AsSpan().IndexOf(one) < 0, $"{System.Text.Encoding.Latin1.GetString(one)} in {file}"));
        }
        foreach (var client in (HttpClient[])[staff, authority])
        {
            using var read = await client.GetFileAsync(id, Pdf, client == authority ? "?purpose=inzage+door+een+ander" : "");
            using var put = await client.PutFileAsync(id, Pdf);
            Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, put.StatusCode));
        }
    }

    [Fact]
    public async Task An_archive_holds_the_documents_of_the_person()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        using var authority = await app.AsAsync(CallerRole.Authority);
        var id = await staff.AwardWithAsync(Pdf, Png);
        await staff.AddedAsync(id, Pdf, "?name=proef.pdf");
        await staff.AddedAsync(id, Png);
        await staff.EraseFileAsync(id, Png);
        using var given = await authority.PostAsJsonAsync($"/api/learners/{await authority.FoundAsync()}/archive", new { purpose = Learning.Purpose });
        Assert.Equal(("no-store", "archive.zip"), (given.Headers.CacheControl!.ToString(), given.Content.Headers.ContentDisposition!.FileName));
        using var zip = new ZipArchive(await given.Content.ReadAsStreamAsync());
        var name = $"evidence/{id}/1-proef.pdf";
        using (var entry = zip.GetEntry(name)!.Open())
        {
            using var content = new MemoryStream();
            await entry.CopyToAsync(content);
            Assert.Equal(Pdf, content.ToArray());
        }
        using var reader = zip.GetEntry("records.json")!.Open();
        var evidence = (await JsonDocument.ParseAsync(reader)).RootElement[0].GetProperty("evidence");
        Assert.Equal((name, SampleFiles.DigestOf(Pdf)), (evidence[0].Text("file"), evidence[0].Text("digest")));
        Assert.True(evidence[1].TryGetProperty("erasedAt", out _));
        Assert.Single(zip.Entries, entry => entry.FullName.StartsWith("evidence/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_back_up_holds_the_documents_and_a_restored_store_gives_them()
    {
        using var elsewhere = new Apps.TemporaryFolder();
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf, Png, SampleFiles.Jpeg());
        await staff.AddedAsync(id, Pdf);
        await staff.AddedAsync(id, Png);
        await staff.AddedAsync(id, SampleFiles.Jpeg());
        await staff.EraseFileAsync(id, SampleFiles.Jpeg());
        var target = elsewhere.File("restored");
        // One is erased after the database was copied and before its file is: then the back-up is without it, and whole all the same.
        var isErased = false;
        var made = await Task.Run(() => app.Get<BackUpStore>().Run(new(elsewhere.File("back-up.zip"), KeysInBackUp.Clear, null, []), told =>
        {
            if (isErased || !told.Contains("other files", StringComparison.Ordinal))
                return;
            isErased = true;
            Assert.Equal(HttpStatusCode.NoContent, staff.EraseFileAsync(id, Png).GetAwaiter().GetResult());
        }));
        Assert.True(made.IsSuccess && isErased);
        Assert.True(new RestoreStore(new() { DataFolder = target }, new(), TimeProvider.System).Run(elsewhere.File("back-up.zip"), null, _ => { }).IsSuccess);

        await using var restored = await IssuerApp.StartAsync(target);
        using var again = await restored.AsAsync(CallerRole.Issuer, "demo");
        using var read = await again.GetFileAsync(id, Pdf);
        Assert.Equal(Pdf, await read.Content.ReadAsByteArrayAsync());
        using var erasedBefore = await again.GetFileAsync(id, SampleFiles.Jpeg());
        using var erasedMeanwhile = await again.GetFileAsync(id, Png);
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone), (erasedBefore.StatusCode, erasedMeanwhile.StatusCode));
        Assert.Equal(HttpStatusCode.NoContent, await again.EraseFileAsync(id, Png));
        Assert.Single(Evidence.FilesIn(target));
    }

    [Fact]
    public async Task A_folder_of_its_own_is_for_a_shared_database_only()
    {
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => IssuerApp.StartAsync(settings: "--EvidenceStore:EvidenceFolder=/tmp/elsewhere"));
        Assert.Contains("postgresql", refused.Message, StringComparison.Ordinal);
    }
}
