using System.Net;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.Issuer;

namespace Credentials.Services.Tests.EvidenceFiles;

public sealed class InterruptedEvidenceTests
{
    private static readonly byte[] Pdf = SampleFiles.Pdf(length: 150_000);

    [Fact]
    public async Task A_document_whose_process_died_before_the_database_named_it_is_not_there_and_its_file_is_swept()
    {
        using var folder = new Apps.TemporaryFolder();
        string id;
        await using (var app = await IssuerApp.StartAsync(folder.Path, services: services => DyingStorage.Install(services, "AddEvidenceFileAsync", 2)))
        {
            using var staff = await app.WithAchievementAsync();
            id = await staff.AwardWithAsync(Pdf, SampleFiles.Png());
            await staff.AddedAsync(id, SampleFiles.Png());
            using var died = await staff.PutFileAsync(id, Pdf);
            Assert.Equal(HttpStatusCode.InternalServerError, died.StatusCode);
            Assert.Equal(2, Evidence.FilesIn(folder.Path).Count);
        }
        await using (var app = await IssuerApp.StartAsync(folder.Path))
        {
            using var staff = await app.AsAsync(Credentials.Web.Access.CallerRole.Issuer, "demo");
            using var read = await staff.GetFileAsync(id, Pdf);
            Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
            // It might be under way in another process.
            Assert.Equal(0, await app.Get<SweepEvidence>().RunAsync(CancellationToken.None));
            app.Time.Move(SweepEvidence.UnderWay + TimeSpan.FromMinutes(1));
            Assert.Equal(1, await app.Get<SweepEvidence>().RunAsync(CancellationToken.None));
            await staff.AddedAsync(id, Pdf);
            using var kept = await staff.GetFileAsync(id, SampleFiles.Png());
            Assert.Equal(SampleFiles.Png(), await kept.Content.ReadAsByteArrayAsync());
            Assert.Equal(2, Evidence.FilesIn(folder.Path).Count);
        }
    }

    [Fact]
    public async Task An_erasure_whose_process_died_before_the_file_was_deleted_is_completed()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf);
        await staff.AddedAsync(id, Pdf);
        var file = Assert.Single(Evidence.FilesIn(app.Folder));
        var bytes = await File.ReadAllBytesAsync(file);
        await staff.EraseFileAsync(id, Pdf);
        await File.WriteAllBytesAsync(file, bytes);
        using var read = await staff.GetFileAsync(id, Pdf);
        Assert.Equal(HttpStatusCode.Gone, read.StatusCode);
        // Young as it is, nobody is at work on it: its key is destroyed.
        Assert.Equal(1, await app.Get<SweepEvidence>().RunAsync(CancellationToken.None));
        Assert.Empty(Evidence.FilesIn(app.Folder));
    }

    [Fact]
    public async Task A_file_that_was_never_finished_is_swept_after_an_hour_and_others_are_left_alone()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf);
        await staff.AddedAsync(id, Pdf);
        var folder = Path.GetDirectoryName(Evidence.FilesIn(app.Folder)[0])!;
        await File.WriteAllBytesAsync(Path.Combine(folder, $"{Path.GetFileName(folder)}{Guid.NewGuid():N}"[..32] + ".part"), Pdf);
        await File.WriteAllBytesAsync(Path.Combine(folder, "a note of the administrator"), Pdf);
        Assert.Equal(0, await app.Get<SweepEvidence>().RunAsync(CancellationToken.None));
        app.Time.Move(SweepEvidence.UnderWay + TimeSpan.FromMinutes(1));
        Assert.Equal(1, await app.Get<SweepEvidence>().RunAsync(CancellationToken.None));
        Assert.Equal(2, Evidence.FilesIn(app.Folder).Count);
    }

    [Fact]
    public async Task A_database_that_knows_none_of_the_files_deletes_none()
    {
        await using var app = await IssuerApp.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(app.Folder, "evidence", "ab")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, $"ab{Guid.NewGuid():N}"[..32]), Pdf);
        app.Time.Move(TimeSpan.FromDays(2));
        Assert.Equal(0, await app.Get<SweepEvidence>().RunAsync(CancellationToken.None));
        Assert.Single(Evidence.FilesIn(app.Folder));
    }

    [Fact]
    public async Task A_sender_who_stops_half_way_leaves_nothing()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = Guid.Parse(await staff.AwardWithAsync(Pdf));
        var sent = app.Get<AddEvidence>().RunAsync(
            id, Credentials.EvidenceStore.Consulting.RecordSight.All, SampleFiles.DigestOf(Pdf), null, new BrokenStream(Pdf[..100_000]), "key");
        await Assert.ThrowsAsync<IOException>(() => sent);
        Assert.Empty(Evidence.FilesIn(app.Folder));
        Assert.Empty(await app.Get<IEvidenceStorage>().ListEvidenceFilesAsync(id));
    }

    [Fact]
    public async Task The_same_document_sent_by_many_at_once_is_one_document()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => staff.PutFileAsync(id, Pdf)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Created], answers.Select(answer => answer.StatusCode).Distinct().Order());
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Single(Evidence.FilesIn(app.Folder));
        using var read = await staff.GetFileAsync(id, Pdf);
        Assert.Equal(Pdf, await read.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(70_000)]
    [InlineData(-1)]
    public async Task A_file_that_was_changed_on_the_disk_is_never_served_as_if_it_were_whole(int place)
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf);
        await staff.AddedAsync(id, Pdf);
        var file = Assert.Single(Evidence.FilesIn(app.Folder));
        var bytes = await File.ReadAllBytesAsync(file);
        if (place >= 0)
            bytes[place] ^= 1;
        await File.WriteAllBytesAsync(file, place >= 0 ? bytes : bytes[..^1]);
        using var refused = await TryAsync(() => staff.GetFileAsync(id, Pdf));
        Assert.NotEqual(Pdf, refused is { StatusCode: HttpStatusCode.OK } ? Pdf : []);
    }

    [Fact]
    public async Task A_file_that_is_lost_is_told_from_one_that_never_was()
    {
        await using var app = await IssuerApp.StartAsync();
        using var staff = await app.WithAchievementAsync();
        var id = await staff.AwardWithAsync(Pdf);
        await staff.AddedAsync(id, Pdf);
        File.Delete(Assert.Single(Evidence.FilesIn(app.Folder)));
        using var lost = await staff.GetFileAsync(id, Pdf);
        Assert.Equal(HttpStatusCode.Gone, lost.StatusCode);
        Assert.Contains("lost", (await lost.JsonAsync()).Text("detail"), StringComparison.Ordinal);
    }

    /// <summary>The whole answer; null where the connection was cut on its way.</summary>
    private static async Task<HttpResponseMessage?> TryAsync(Func<Task<HttpResponseMessage>> get)
    {
        try
        {
            return await get();
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            return null;
        }
    }

    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            await base.ReadAsync(buffer, cancellationToken) is > 0 and var count ? count : throw new IOException("the sender is gone");
    }
}
