using Credentials.EvidenceStore.Storage;

namespace Credentials.Services.Tests.StorageContracts;

public abstract partial class StorageContract
{
    [ContractFact]
    public async Task A_file_of_evidence_is_kept_with_its_award_or_proof_in_order()
    {
        var award = (await Documents.IssueAsync(Storage)).Id;
        var proof = (await Documents.RegisterAsync(Storage)).Id;
        EvidenceFileDocument[] files = [EvidenceFile(award), EvidenceFile(award), EvidenceFile(award)];
        foreach (var file in files.Append(EvidenceFile(proof)))
            Assert.IsType<EvidenceFileOutcome.Added>(await Storage.AddEvidenceFileAsync(file));
        await ReopenAsync();
        var stored = await Storage.ListEvidenceFilesAsync(award);
        Assert.Equal(files.Select(Shown), stored.Select(Shown));
        Assert.Single(await Storage.ListEvidenceFilesAsync(proof));
        Assert.Empty(await Storage.ListEvidenceFilesAsync(Guid.NewGuid()));
        Assert.Equal(
            [EvidenceFileState.Kept, EvidenceFileState.Unknown], await Storage.FindEvidenceFileStatesAsync([files[1].Id, Guid.NewGuid()]));
    }

    [ContractFact]
    public async Task A_record_has_one_file_of_a_digest_and_no_more_than_it_can()
    {
        var award = (await Documents.IssueAsync(Storage)).Id;
        var first = EvidenceFile(award);
        await Storage.AddEvidenceFileAsync(first);
        var again = Assert.IsType<EvidenceFileOutcome.Exists>(await Storage.AddEvidenceFileAsync(EvidenceFile(award) with { Mark = first.Mark }));
        Assert.Equal(first.Id, again.Document.Id);
        // Of another record it is another file.
        Assert.IsType<EvidenceFileOutcome.Added>(
            await Storage.AddEvidenceFileAsync(EvidenceFile((await Documents.IssueAsync(Storage)).Id) with { Mark = first.Mark }));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => Storage.AddEvidenceFileAsync(EvidenceFile(award))));
        Assert.Equal(EvidenceFileDocument.MostOfOneRecord - 1, outcomes.OfType<EvidenceFileOutcome.Added>().Count());
        Assert.Equal(6, outcomes.OfType<EvidenceFileOutcome.TooMany>().Count());
        Assert.Equal(EvidenceFileDocument.MostOfOneRecord, (await Storage.ListEvidenceFilesAsync(award)).Count);
    }

    [ContractFact]
    public async Task An_erased_file_keeps_its_facts_and_its_place_without_a_key_and_does_not_come_back()
    {
        var award = (await Documents.IssueAsync(Storage)).Id;
        EvidenceFileDocument[] files = [EvidenceFile(award), EvidenceFile(award)];
        foreach (var file in files)
            await Storage.AddEvidenceFileAsync(file);
        var erased = files[0] with { WrappedKey = default, SealedFacts = Documents.Bytes(70), ErasedAt = Documents.Now.AddDays(1) };
        Assert.True(await Storage.EraseEvidenceFileAsync(erased));
        Assert.False(await Storage.EraseEvidenceFileAsync(erased with { SealedFacts = Documents.Bytes(70) }));
        Assert.False(await Storage.EraseEvidenceFileAsync(EvidenceFile(award) with { ErasedAt = Documents.Now }));
        Assert.Equal(((EvidenceFileDocument[])[erased, files[1]]).Select(Shown), (await Storage.ListEvidenceFilesAsync(award)).Select(Shown));
        Assert.Equal([EvidenceFileState.Erased, EvidenceFileState.Kept], await Storage.FindEvidenceFileStatesAsync([files[0].Id, files[1].Id]));
        Assert.IsType<EvidenceFileOutcome.Exists>(await Storage.AddEvidenceFileAsync(EvidenceFile(award) with { Mark = files[0].Mark }));
    }

    [ContractFact]
    public async Task An_erased_record_has_no_files_and_gets_none()
    {
        var (award, proof) = ((await Documents.IssueAsync(Storage)).Id, (await Documents.RegisterAsync(Storage)).Id);
        foreach (var record in (Guid[])[award, proof])
        {
            var file = EvidenceFile(record);
            await Storage.AddEvidenceFileAsync(file);
            await Storage.EraseRecordAsync(record, [], revokes: false, Documents.Now);
            Assert.Empty(await Storage.ListEvidenceFilesAsync(record));
            Assert.Equal([EvidenceFileState.Erased], await Storage.FindEvidenceFileStatesAsync([file.Id]));
            Assert.IsType<EvidenceFileOutcome.RecordErased>(await Storage.AddEvidenceFileAsync(EvidenceFile(record)));
        }
        Assert.IsType<EvidenceFileOutcome.RecordErased>(await Storage.AddEvidenceFileAsync(EvidenceFile(Guid.NewGuid())));
        var reserved = Documents.Reservation();
        await Storage.ReserveAwardsAsync([reserved]);
        Assert.IsType<EvidenceFileOutcome.RecordErased>(await Storage.AddEvidenceFileAsync(EvidenceFile(reserved.Award.Id)));
    }

    [ContractFact]
    public async Task A_file_added_while_its_record_is_erased_does_not_survive_it()
    {
        for (var round = 0; round < 10; round++)
        {
            var award = (await Documents.IssueAsync(Storage)).Id;
            var file = EvidenceFile(award);
            await Task.WhenAll(Storage.AddEvidenceFileAsync(file), Storage.EraseRecordAsync(award, [], revokes: false, Documents.Now));
            Assert.Empty(await Storage.ListEvidenceFilesAsync(award));
            Assert.NotEqual(EvidenceFileState.Kept, Assert.Single(await Storage.FindEvidenceFileStatesAsync([file.Id])));
        }
    }

    [ContractFact]
    public async Task A_share_names_documents_until_its_award_is_erased()
    {
        var award = (await Documents.IssueAsync(Storage)).Id;
        Guid[] chosen = [Guid.NewGuid(), Guid.NewGuid()];
        var share = new ShareDocument(Guid.CreateVersion7(), award, 1, default, null, false, Documents.Now) { Documents = chosen };
        await Storage.AddShareAsync(share);
        Assert.Equal(chosen, (await Storage.FindShareAsync(share.Id))!.Documents);
        Assert.True(await Storage.ReplaceShareAsync(share with { Version = 2, IsWithdrawn = true }));
        Assert.Equal(chosen, (await Storage.FindShareAsync(share.Id))!.Documents);
        await Storage.EraseRecordAsync(award, [], revokes: false, Documents.Now);
        Assert.Empty((await Storage.FindShareAsync(share.Id))!.Documents);
    }

    private static EvidenceFileDocument EvidenceFile(Guid record) =>
        new(Guid.NewGuid(), record, Documents.Bytes(), Documents.Bytes(60), Documents.Bytes(150), Documents.Now);

    private static (Guid, Guid, string, string, string, DateTimeOffset, DateTimeOffset?) Shown(EvidenceFileDocument file) => (
        file.Id, file.RecordId, Convert.ToHexString(file.Mark.Span), Convert.ToHexString(file.WrappedKey.Span), Convert.ToHexString(file.SealedFacts.Span),
        file.AddedAt, file.ErasedAt);
}
