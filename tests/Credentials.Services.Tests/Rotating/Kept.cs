using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.Erasing;
using Credentials.EvidenceStore.Recording;
using Credentials.EvidenceStore.Rotating;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Staff;
using Credentials.EvidenceStore.Storage;
using Credentials.Services.Tests.EvidenceStore;
using Credentials.Web.SignIn;

namespace Credentials.Services.Tests.Rotating;

/// <summary>A store with something of every kind that is sealed under the master key, and what it must still be after a rotation.</summary>
internal sealed record Kept(IReadOnlyList<AwardView> Awards, Guid Erased, Guid Batch, KnownMember Colleague)
{
    public static async Task<Kept> FillAsync(Store store)
    {
        var awards = new List<AwardView>();
        foreach (var name in (string[])["Jan", "Lien", "Bram"])
            awards.Add(await store.AwardAsync(Store.Request(name)));
        await store.Change.SetStatusAsync(Store.Centre, awards[1].Document.Id, AwardStatus.Suspended, "te vroeg", "k", suspendable: true);
        awards[1] = (await store.Consult.FindAsync(Store.Centre, awards[1].Document.Id)).Value;
        var gone = await store.AwardAsync(Store.Request("Weg"));
        Assert.True((await store.Get<EraseLearners>().RunAsync(gone.Document.LearnerId, revokes: false, "op vraag", "k")).IsSuccess);
        var batches = store.Get<Batches>();
        var batch = await batches.AddAsync(Store.Centre, "text/csv", "An;Maes"u8.ToArray(), 1);
        await batches.SaveAsync(batch.Document, "[\"Maes\"]"u8.ToArray());
        var added = await store.Get<StaffMembers>().AddAsync(Store.Centre, StaffRole.Issuer, "Kris Wouters", "kris@example.org", StaffMembers.OperatorActor);
        return new(awards, gone.Document.LearnerId, batch.Document.Id, (await store.Get<StaffMembers>().FindAsync(Store.Centre, added.Value.Id))!);
    }

    public static RotateMasterKey RotateOn(Store store, IEvidenceStorage? storage = null, string engine = StorageOptions.Sqlite) =>
        new(storage ?? store.Storage, store.Get<StoreSecrets>(), new() { DataFolder = store.Folder }, new() { Engine = engine });

    public static async Task<RotatedMasterKey> RotateAsync(Store store, bool keep = false)
    {
        var rotated = await RotateOn(store).RunAsync(keep, _ => { });
        Assert.True(rotated.IsSuccess, rotated.Problem?.Detail);
        return rotated.Value;
    }

    /// <summary>All of it is read as before, and new things can be recorded beside it.</summary>
    public async Task AssertReadableAsync(Store store, string newcomer)
    {
        foreach (var award in Awards)
        {
            var found = (await store.Consult.FindAsync(Store.Centre, award.Document.Id)).Value;
            Assert.Equal(award.Request, found.Request);
            Assert.Equal(award.Forms.Select(form => Convert.ToHexString(form.Utf8.Span)), found.Forms.Select(form => Convert.ToHexString(form.Utf8.Span)));
            Assert.Equal(award.Journal, found.Journal);
        }
        var erased = (await store.Storage.FindLearnerAsync(Erased))!;
        Assert.Equal((LearnerState.Erased, 0), (erased.State, erased.WrappedKey.Length));
        Assert.Equal("op vraag", AskedErasure.Open(store.Get<StoreSecrets>().Master, erased).Reason);
        var batches = store.Get<Batches>();
        Assert.Equal("An;Maes"u8.ToArray(), (await batches.ReadInputAsync(Batch))!.Value.ToArray());
        Assert.Equal("[\"Maes\"]"u8.ToArray(), (await batches.FindAsync(Store.Centre, Batch)).Value.ErrorsJson.ToArray());
        // A restore raises the version, and nothing else.
        Assert.Equal(Colleague, (await store.Get<StaffMembers>().FindAsync(Store.Centre, Colleague.Id))! with { Version = Colleague.Version });
        var awarded = await store.AwardAsync(Store.Request(newcomer));
        Assert.Equal(newcomer, (await store.Consult.FindAsync(Store.Centre, awarded.Document.Id)).Value.Request!.Learner.GivenName);
    }

    public static async Task<string> CurrentAsync(Store store) => (await store.Storage.FindSettingAsync(MasterKeyNames.Setting))!.Value;

    /// <summary>What is sealed under another key than that one, by kind.</summary>
    public static async Task<IReadOnlyList<MasterSealed>> UnderOthersAsync(Store store, string key)
    {
        var found = new List<MasterSealed>();
        foreach (var kind in Enum.GetValues<MasterSealedKind>())
            found.AddRange((await store.Storage.ListSealedUnderOthersAsync(kind, key, null, 1000)).Items);
        return found;
    }

    public static IReadOnlyList<string> FilesWith(string folder, byte[] bytes) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content.AsSpan().IndexOf(bytes) >= 0;
    })];
}
