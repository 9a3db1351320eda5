using System.Text.Json;
using Credentials.EvidenceStore.Consulting;
using Credentials.EvidenceStore.EvidenceFiles;
using Credentials.EvidenceStore.Sealing;
using Credentials.EvidenceStore.Storage;

namespace Credentials.EvidenceStore.Erasing;

/// <summary>The records of a learner in an erasure: reads the person from them, then takes the person out of each.</summary>
internal sealed class EraseRecords(IEvidenceStorage storage, StoreSecrets secrets, EvidenceFolder evidence, TimeProvider time)
{
    private const int PageSize = 200;

    public async Task<bool> IsNamedInAsync(LearnerDocument learner, string text, CancellationToken cancel) =>
        (await ReadPersonAsync(learner, cancel)).IsNamedIn(text);

    public async Task<ErasedPerson> ReadPersonAsync(LearnerDocument learner, CancellationToken cancel)
    {
        var person = new ErasedPerson();
        var key = secrets.Master.Unwrap(learner);
        await foreach (var record in ListAsync(learner.Id, cancel))
        {
            if (record.Facts.Centre is { } centre)
                person.Centres.Add(centre);
            if (await ReadLearnerAsync(record, key, cancel) is not { } content)
                continue;
            using var json = JsonDocument.Parse(content);
            var learnerOf = json.RootElement.GetProperty("learner");
            string? Text(string name) => learnerOf.TryGetProperty(name, out var value) ? value.GetString() : null;
            person.Add(Text("givenName"), Text("familyName"), Text("email"), Text("nationalNumber"));
        }
        return person;
    }

    public async Task RunAsync(LearnerDocument learner, bool revokes, CancellationToken cancel)
    {
        var key = secrets.Master.Unwrap(learner);
        var now = time.GetUtcNow();
        await foreach (var record in ListAsync(learner.Id, cancel))
        {
            IReadOnlyList<ReadOnlyMemory<byte>> freed = [];
            if (record.Source == RecordSource.Award)
            {
                if (await storage.FindAwardAsync(record.Id, cancel) is not { } award || AwardOpener.IsErased(award))
                    continue;
                var request = StoredRequest.Read(AwardOpener.OpenRequest(award, key));
                freed = [secrets.Match.NaturalKeyOf(award.Centre, request, secrets.Match.LearnerOf(award.Centre, request))];
            }
            var files = await storage.ListEvidenceFilesAsync(record.Id, cancel);
            await storage.EraseRecordAsync(record.Id, freed, revokes, now, cancel);
            // What is left of them by a crash has no key, and is swept.
            foreach (var file in files)
                evidence.Delete(file.Id);
        }
    }

    /// <summary>What was asked for or handed in, with its learner; null where it is erased already.</summary>
    private async Task<byte[]?> ReadLearnerAsync(RecordDocument record, LearnerKey key, CancellationToken cancel)
    {
        if (record.Source == RecordSource.Award)
            return await storage.FindAwardAsync(record.Id, cancel) is { } award && !AwardOpener.IsErased(award) ? AwardOpener.OpenRequest(award, key) : null;
        return await storage.FindProofAsync(record.Id, cancel) is { SealedContent.IsEmpty: false } proof
            ? key.OpenContent(record.Id, proof.SealedContent.Span)
            : null;
    }

    private async IAsyncEnumerable<RecordDocument> ListAsync(Guid learner, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        string? cursor = null;
        do
        {
            var page = await storage.ListRecordsAsync(new(PageSize) { Learner = learner, Cursor = cursor }, cancel);
            foreach (var record in page.Items)
                yield return record;
            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
