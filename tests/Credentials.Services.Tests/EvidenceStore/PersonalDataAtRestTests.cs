using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Storage;
using Credentials.Issuing;

namespace Credentials.Services.Tests.EvidenceStore;

public sealed class PersonalDataAtRestTests
{
    [Fact]
    public async Task Nothing_personal_is_found_in_any_file_of_the_data_folder()
    {
        await using var store = await Store.OpenAsync();
        Assert.True(NationalNumber.TryParse("85.07.30-033.28", out var number));
        string[] personal = ["Quetzalina", "Xylofonova", "quetzal@example.org", "85073003328", "1985-07-30", "Zwaartekracht", "sollicitatie-bij-Y", "verkeerde-naam"];
        var request = Store.Request() with
        {
            Learner = new("Quetzalina", "Xylofonova") { NationalNumber = number, Email = "quetzal@example.org", BirthDate = new(1985, 7, 30) },
            Evidence = [new("Zwaartekracht")],
        };
        // The first award of an achievement is the one a careless dictionary would be made from; the second is stored against it.
        var award = await store.AwardAsync(request);
        await store.AwardAsync(request with { AwardedOn = new(2026, 6, 1) });
        await store.Shares.CreateAsync(Store.Centre, award.Document.Id, null, "sollicitatie-bij-Y", "k");
        await store.Change.SetStatusAsync(Store.Centre, award.Document.Id, AwardStatus.Revoked, "verkeerde-naam", "k", true);
        var batch = await store.Get<Batches>().AddAsync(Store.Centre, "text/csv", "Quetzalina;Xylofonova"u8.ToArray(), 1);
        var draft = await store.Get<Batches>().AddDraftAsync(Store.Centre, "text/csv", "Quetzalina;Xylofonova"u8.ToArray(), 1, "staff:1");
        await store.Get<Batches>().ReplaceInputAsync(draft, "Xylofonova;Quetzalina"u8.ToArray(), 1);
        await store.Get<Batches>().SaveAsync(batch.Document, "Xylofonova"u8.ToArray());
        AssertAbsent(store.Folder, personal);
        Assert.Contains(Directory.GetFiles(store.Folder), file => file.EndsWith("-wal", StringComparison.Ordinal) && new FileInfo(file).Length > 0);
        await store.RestartAsync();
        _ = store.Storage;
        AssertAbsent(store.Folder, personal);
    }

    private static void AssertAbsent(string folder, string[] texts)
    {
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            foreach (var text in texts)
            {
                Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)));
                Assert.Equal(-1, bytes.AsSpan().IndexOf(System.Text.Encoding.Unicode.GetBytes(text)));
            }
        }
    }
}
